namespace TaskForce.Core; internal static class Placeholder;
