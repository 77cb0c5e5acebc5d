namespace Supervision.Server.Identity.Providers;

/// <summary>A provider cannot be reached, or what it says of itself is not fit to be used. The message holds nothing that it said.</summary>
internal sealed class ProviderException : Exception
{
    public ProviderException(string message)
        : base(message)
    {
    }

    public ProviderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ProviderException()
        : this("The provider cannot be reached.")
    {
    }
}
