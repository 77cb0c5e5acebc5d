using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Server.Access;
using Supervision.Server.Features.Annotations.Live;
using Supervision.Server.Features.Groups;
using Supervision.Server.Identity;

namespace Supervision.Server.Tests.Access;

/// <summary>Nothing can be asked of the server that the table does not know.</summary>
public sealed class TheAccessTable(TestServer test)
{
    [Fact]
    public void Has_one_row_for_every_act() => Assert.Equal(Enum.GetValues<Act>().Order(), AccessTable.Rows.Select(row => row.Act).Order());

    [Fact]
    public void Every_endpoint_names_its_act() => Assert.All(
        test.Shared.Services.GetRequiredService<EndpointDataSource>().Endpoints,
        endpoint => Assert.True(endpoint.Metadata.GetMetadata<AsksAttribute>() is not null, $"{endpoint.DisplayName} names no act: add .Asks(Act.…)."));

    [Fact]
    public void Every_method_of_the_hub_names_its_act() => Assert.All(
        HubMethods(), method => Assert.True(method.GetCustomAttribute<AsksAttribute>() is not null, $"{method.Name} names no act: add [Asks(Act.…)]."));

    [Fact]
    public void Every_act_is_asked_for_somewhere()
    {
        var asked = test.Shared.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<AsksAttribute>()?.Act)
            .Concat(HubMethods().Select(method => method.GetCustomAttribute<AsksAttribute>()?.Act));

        Assert.Empty(Enum.GetValues<Act>().Except(asked.OfType<Act>()));
    }

    [Fact]
    public void A_row_names_roles_of_its_own_scope_only() => Assert.All(AccessTable.Rows, row =>
    {
        Assert.Equal(row.Scope is Scope.Institute, row.InstituteRoles.Count > 0);
        Assert.Equal(row.Scope is Scope.Group or Scope.Case, row.GroupRoles.Count > 0);
        Assert.Equal(row.GroupRoles.Count > 0 && row.GroupRoles.Count < Enum.GetValues<GroupRole>().Length, row.Otherwise is not null);
    });

    /// <summary>When it fails, the file has been brought up to date: look at it and commit it.</summary>
    [Fact]
    public void Is_what_the_documentation_says()
    {
        var file = Path.Combine(Sources(), "Access", "README.md");
        var (before, wanted) = (File.Exists(file) ? File.ReadAllText(file) : "", Documentation());
        if (before != wanted)
        {
            File.WriteAllText(file, wanted);
        }

        Assert.Equal(wanted, before);
    }

    internal static IEnumerable<MethodInfo> HubMethods() => typeof(LiveHub)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.GetBaseDefinition().DeclaringType != typeof(Hub));

    private static string Documentation()
    {
        var text = new StringBuilder(
            """
            # Who may do what

            Made from `AccessTable.cs`, the one place where it is decided; a test keeps this page true. Two walls stand before the
            table: whatever belongs to another institute, or to a group one is not in, does not exist (404). Roles in the
            institute give no access to a case.


            """);
        Section(text, "Everyone", [Scope.Anyone], "", _ => []);
        Section(text, "Whoever is signed in", [Scope.SignedIn], "", _ => []);
        Section(text, "Roles in the institute", [Scope.Institute], Names(Enum.GetValues<InstituteRole>()), row => Marks(Enum.GetValues<InstituteRole>(), row.InstituteRoles));
        Section(text, "Roles in the group", [Scope.Group, Scope.Case], Names(Enum.GetValues<GroupRole>()), row => Marks(Enum.GetValues<GroupRole>(), row.GroupRoles));
        text.Append("¹ Only within five minutes of having shown who one is.\n");
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, Scope[] scopes, string roles, Func<AccessRow, IEnumerable<string>> marks)
    {
        var rows = AccessTable.Rows.Where(row => scopes.Contains(row.Scope)).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("## ").Append(title).Append("\n\n| May |").Append(roles).Append("\n| --- |").Append(string.Concat(roles.Where(c => c == '|').Select(_ => " --- |"))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").Append(row.What).Append(row.IsFresh ? " ¹" : "").Append(" |").Append(string.Concat(marks(row).Select(mark => $" {mark} |"))).Append('\n');
        }

        text.Append('\n');
    }

    private static string Names<T>(IEnumerable<T> roles) =>
        string.Concat(roles.Select(role => $" {JsonNamingPolicy.KebabCaseLower.ConvertName($"{role}").Replace('-', ' ')} |"));

    private static IEnumerable<string> Marks<T>(IEnumerable<T> all, IReadOnlyList<T> may) => all.Select(role => may.Contains(role) ? "yes" : "–");

    private static string Sources([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Supervision.Server"));
}
