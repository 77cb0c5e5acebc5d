using System.Text.Json;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Supervision.Server.Identity;

/// <summary>
/// The tables of ASP.NET Core Identity (its schema version 3, passkeys included), under our names. They are made by the
/// numbered files in Identity/Schema, like all other tables; EF only reads and writes them.
/// </summary>
internal sealed class AccountContext(DbContextOptions<AccountContext> options) : IdentityUserContext<Account, Guid>(options)
{
    public const string Schema = "identity";

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.Entity<Account>().Ignore(account => account.Person);
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsOwned()))
        {
            entity.SetTableName(TableOf(entity));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        }
        foreach (var owned in builder.Model.GetEntityTypes().Where(entity => entity.IsOwned()))
        {
            owned.SetContainerColumnName("data");
        }
    }

    private static string TableOf(IReadOnlyEntityType entity) => entity.ClrType.Name.Split('`')[0] switch
    {
        nameof(Account) => "accounts",
        "IdentityUserClaim" => "account_claims",
        "IdentityUserLogin" => "account_logins",
        "IdentityUserToken" => "account_tokens",
        "IdentityUserPasskey" => "account_passkeys",
        var other => throw new InvalidOperationException($"Identity has a new table, {other}: give it a name here and a file in Identity/Schema."),
    };
}
