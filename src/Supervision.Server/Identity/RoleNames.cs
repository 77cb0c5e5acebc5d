using System.Text.Json;

namespace Supervision.Server.Identity;

/// <summary>Roles as they are written on the wire, on the command line and in files: <c>training-lead</c>.</summary>
internal static class RoleNames
{
    private static readonly Dictionary<string, InstituteRole> ByName =
        Enum.GetValues<InstituteRole>().ToDictionary(Of, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> All => ByName.Keys;

    public static string Of(InstituteRole role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    public static InstituteRole Parse(string name) => ByName[name];

    /// <summary>Null for a word that names no role; a space may stand for the hyphen.</summary>
    public static InstituteRole? Find(string name) => ByName.TryGetValue(name.Trim().Replace(' ', '-'), out var role) ? role : null;
}
