using Xunit;

namespace TaskForce.Tests;

/// <summary>Tests that measure memory run while nothing else does: <c>[Collection("Alone")]</c>.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;
