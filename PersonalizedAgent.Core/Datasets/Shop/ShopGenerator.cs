namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>Writes the demo shop: a year of invented users, orders and contacts that tell a story.</summary>
public static class ShopGenerator
{
    /// <summary>The least number of users: the four of the first demonstration are always among them.</summary>
    public const int LeastUsers = 4;

    /// <summary>
    /// Writes <c>users.csv</c>, <c>items.csv</c>, <c>orders.csv</c> and <c>contacts.csv</c>; files of these names are replaced.
    /// The same number of users and the same seed write the same bytes on every machine.
    /// </summary>
    /// <param name="directory">Where to; it is created if it does not exist.</param>
    /// <param name="users">How many users, <see cref="LeastUsers"/> or more.</param>
    /// <param name="seed">Another seed, another shop; its four first users and its items stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than <see cref="LeastUsers"/> users.</exception>
    public static void Write(string directory, int users, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(users, LeastUsers);
        using var files = new ShopFiles(directory);
        new ShopSimulation(users, seed).Run(files);
    }
}
