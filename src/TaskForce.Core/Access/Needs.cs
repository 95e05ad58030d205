namespace TaskForce.Core.Access;

/// <summary>Says on a page or an endpoint which act it needs. One without it is closed, and a test fails.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Act act) : Attribute
{
    public Act Act { get; } = act;
}
