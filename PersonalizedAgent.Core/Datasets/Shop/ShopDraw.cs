namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>What a random number is for: another purpose, another number. New ones come last, else the shop changes.</summary>
internal enum ShopDraw
{
    Kind, Joined, Rhythm, LapsesAt, FirstBasket, Age, AgeToo, Gender, Country, Opens, Visits, LastVisit, Favourite,
    Basket, Lines, BasketMinute, NextBasket, IsFavourite, Shelf, Place, PlaceToo, PlaceThree, Quantity, Discount,
    Contact, ContactMinute, Action, Response,
}
