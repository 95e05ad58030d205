namespace TaskForce.Core.BuyIn;

/// <summary>How buy-in moved in half-years of partners.</summary>
/// <param name="Halves">Half-years with a change that can be told.</param>
/// <param name="Rose">In how many of them a partner gained.</param>
/// <param name="Points">The changes added up.</param>
public sealed record MovedHalves(int Halves, int Rose, int Points)
{
    /// <summary>Points a half-year; null where there is none.</summary>
    public int? Average => Halves == 0 ? null : (int)Math.Round(Points / (double)Halves, MidpointRounding.AwayFromZero);
}

/// <summary>
/// What followed when a success of a partner was told in public: its half-years in which one was told, and the one after each, beside all other half-years of
/// partners. That they go together in time proves no cause. From shared facts only: what champions pass on in confidence is not in it.
/// </summary>
public sealed record SuccessEffect(MovedHalves Told, MovedHalves Others)
{
    /// <summary>Fewer half-years on either side say nothing.</summary>
    public const int Wanted = 5;

    public bool Compares => Told.Halves >= Wanted && Others.Halves >= Wanted;
}
