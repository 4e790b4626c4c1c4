using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>
/// The year of the shop, day by day: on each day all users, so that orders and contacts come out in the order of time and need
/// not be kept. A user takes about 20 bytes.
/// </summary>
internal sealed class ShopSimulation
{
    private const short Never = -1;

    private readonly int _seed;
    private readonly CustomerKind[] _kinds;
    private readonly short[] _joined;
    private readonly short[] _lapsesAt;
    private readonly short[] _due;
    private readonly short[] _lastOrder;
    private readonly short[] _lastResponse;
    private readonly short[] _orders;
    private readonly short[] _contacts;
    private readonly short[] _responses;

    // What is to come on the day: minute, user and lines of a basket in one number, so that sorting them sorts by time, then user.
    private readonly List<ulong> _basketsToday = [];
    private readonly List<ulong> _contactsToday = [];

    public ShopSimulation(int users, int seed)
    {
        _seed = seed;
        _kinds = new CustomerKind[users];
        _joined = new short[users];
        _lapsesAt = new short[users];
        _due = new short[users];
        _lastOrder = new short[users];
        _lastResponse = new short[users];
        _orders = new short[users];
        _contacts = new short[users];
        _responses = new short[users];
        Array.Fill(_lastOrder, Never);
        Array.Fill(_lastResponse, Never);
        for (var user = 0; user < users; user++)
        {
            var draws = new ShopDraws(seed, user);
            var customer = ShopCustomer.Of(user, draws);
            _kinds[user] = customer.Kind;
            _joined[user] = (short)customer.Joined;
            _lapsesAt[user] = (short)customer.LapsesAt;
            _due[user] = (short)ShopHabits.FirstDue(customer.Joined, draws);
        }
    }

    /// <summary>Lets the year pass and writes it down.</summary>
    public void Run(ShopFiles files)
    {
        for (var index = 0; index < ShopCalendar.Days; index++)
        {
            var day = new ShopDay(index);
            for (var user = 0; user < _kinds.Length; user++)
                Plan(user, day);
            // Contacts first: a response depends on the orders of the days before.
            WriteContacts(day, files);
            WriteBaskets(day, files);
        }

        for (var user = 0; user < _kinds.Length; user++)
            WriteUser(user, files);
    }

    private void Plan(int user, ShopDay day)
    {
        if (day.Index < _joined[user])
            return;
        var draws = new ShopDraws(_seed, user);
        var kind = _kinds[user];
        if (HasBasket(user, day, draws))
        {
            var lines = user < ShopSeedUser.All.Count ? 1 : ShopHabits.Lines(kind, day, draws);
            _basketsToday.Add(Key(ShopHabits.BasketMinute(day, draws), user, lines));
        }

        if (draws.Unit(ShopDraw.Contact, day.Index) < ShopHabits.ContactChance(kind)
            && (user >= ShopSeedUser.All.Count || ShopSeedUser.All[user].MayBeContacted(day.Date, _contacts[user])))
        {
            _contactsToday.Add(Key(ShopHabits.ContactMinute(day, draws), user, 0));
        }
    }

    private bool HasBasket(int user, ShopDay day, ShopDraws draws)
    {
        if (user < ShopSeedUser.All.Count)
            return ShopSeedUser.All[user].OrderDays.Contains(day.Date);
        if (day.Index > _lapsesAt[user])
            return false;
        var chance = ShopHabits.BasketChance(_kinds[user], day, _joined[user], _due[user]);
        return chance > 0 && draws.Unit(ShopDraw.Basket, day.Index) < chance;
    }

    private void WriteContacts(ShopDay day, ShopFiles files)
    {
        _contactsToday.Sort();
        foreach (var key in _contactsToday)
        {
            var (minute, user, _) = Parts(key);
            var draws = new ShopDraws(_seed, user);
            var action = AgentActions.All[draws.Below(AgentActions.All.Count, ShopDraw.Action, day.Index)];
            DateOnly? lastOrder = _lastOrder[user] == Never ? null : ShopCalendar.FirstDay.AddDays(_lastOrder[user]);
            var hasResponded = draws.Unit(ShopDraw.Response, day.Index) < ShopResponses.Probability(_kinds[user], action, day.Date, lastOrder);
            _contacts[user]++;
            if (hasResponded)
            {
                _responses[user]++;
                _lastResponse[user] = (short)day.Index;
            }

            files.WriteContact(ShopCustomer.IdOf(user), action, day.Date, minute, hasResponded);
        }

        _contactsToday.Clear();
    }

    private void WriteBaskets(ShopDay day, ShopFiles files)
    {
        Span<ShopBasket.Line> all = new ShopBasket.Line[ShopHabits.MostLines];
        _basketsToday.Sort();
        foreach (var key in _basketsToday)
        {
            var (minute, user, count) = Parts(key);
            var draws = new ShopDraws(_seed, user);
            var lines = all[..count];
            ShopBasket.Fill(lines, _kinds[user], day, draws);
            foreach (var line in lines)
                files.WriteOrder(ShopCustomer.IdOf(user), day.Date, minute, line);
            _orders[user] += (short)count;
            _lastOrder[user] = (short)day.Index;
            _due[user] = (short)ShopHabits.NextDue(day.Index, draws);
        }

        _basketsToday.Clear();
    }

    private void WriteUser(int user, ShopFiles files)
    {
        var draws = new ShopDraws(_seed, user);
        var customer = ShopCustomer.Of(user, draws);
        var lastActive = ShopCalendar.FirstDay.AddDays(Math.Max(customer.LastVisit(draws), Math.Max(_lastOrder[user], _lastResponse[user])));
        var interactions = _orders[user] + _responses[user] + customer.Visits(draws);
        if (user < ShopSeedUser.All.Count)
            (lastActive, interactions) = (ShopSeedUser.All[user].LastActive, ShopSeedUser.All[user].Interactions);
        files.WriteUser(ShopCustomer.IdOf(user), customer, lastActive, interactions, _orders[user]);
    }

    private static ulong Key(int minute, int user, int lines) => ((ulong)minute << 40) | ((ulong)user << 8) | (uint)lines;

    private static (int Minute, int User, int Lines) Parts(ulong key) => ((int)(key >> 40), (int)(key >> 8 & uint.MaxValue), (int)(key & byte.MaxValue));
}
