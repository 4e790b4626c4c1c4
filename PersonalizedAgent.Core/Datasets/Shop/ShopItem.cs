namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>A thing that the demo shop sells.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Category">The shelf on which it stands.</param>
/// <param name="Price">The price of the list.</param>
public sealed record ShopItem(int Id, string Name, ShopCategory Category, decimal Price);
