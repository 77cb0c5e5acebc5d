namespace Supervision.Server.Access;

/// <summary>Names the row of the <see cref="AccessTable"/> that an endpoint or a method of the hub is asked under.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AsksAttribute(Act act) : Attribute
{
    public Act Act => act;
}

internal static class Asking
{
    /// <summary>Has <see cref="AccessCheck"/> look before the endpoint sees the request.</summary>
    public static TBuilder Asks<TBuilder>(this TBuilder endpoint, Act act)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(new AsksAttribute(act));
        return AccessTable.Of(act).Scope is Scope.Anyone ? endpoint.AllowAnonymous() : endpoint.RequireAuthorization();
    }
}
