namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>The shelves of the demo shop; in files they are spelled as here.</summary>
public enum ShopCategory
{
    /// <summary>Coffee, tea, things to eat.</summary>
    Pantry,

    /// <summary>Things to cook with.</summary>
    Kitchen,

    /// <summary>Things to live with.</summary>
    Home,

    /// <summary>Things for plants and the open air.</summary>
    Garden,

    /// <summary>Things for skin, hair and bath.</summary>
    Care,

    /// <summary>Things to move with.</summary>
    Sport,

    /// <summary>Things to wear.</summary>
    Fashion,

    /// <summary>Things to play with.</summary>
    Toys,
}
