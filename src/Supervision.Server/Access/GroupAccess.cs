using Supervision.Server.Features.Cases;
using Supervision.Server.Features.Groups;

namespace Supervision.Server.Access;

/// <summary>A member's way into a group. An endpoint whose row is of <see cref="Scope.Group"/> takes it as a parameter.</summary>
internal sealed record GroupAccess(GroupView Group, GroupRole Role) : IBindableFromHttpContext<GroupAccess>
{
    public static ValueTask<GroupAccess?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) =>
        new(context.Features.Get<GroupAccess>());
}

/// <summary>A member's way into a case. An endpoint whose row is of <see cref="Scope.Case"/> takes it as a parameter.</summary>
/// <param name="Case">Without its text.</param>
/// <param name="Group">Whose case it is.</param>
/// <param name="Role">In this case: who brought it is its presenter, unless that is the supervisor.</param>
internal sealed record CaseAccess(CaseHeader Case, GroupView Group, GroupRole Role) : IBindableFromHttpContext<CaseAccess>
{
    public static ValueTask<CaseAccess?> BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) =>
        new(context.Features.Get<CaseAccess>());
}
