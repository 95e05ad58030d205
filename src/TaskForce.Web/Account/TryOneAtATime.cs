namespace TaskForce.Web.Account;

/// <summary>Tries at one address wait for each other, so that a hundred at once are not counted as one.</summary>
public sealed class TryOneAtATime : IDisposable
{
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Runs a try when its turn comes.</summary>
    public async Task<T> RunAsync<T>(string address, Func<Task<T>> work, CancellationToken ct)
    {
        var gate = gates[(int)((uint)StringComparer.OrdinalIgnoreCase.GetHashCode(address.Trim()) % gates.Length)];
        await gate.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var gate in gates)
            gate.Dispose();
    }
}
