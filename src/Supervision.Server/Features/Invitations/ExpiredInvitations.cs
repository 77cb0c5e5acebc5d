namespace Supervision.Server.Features.Invitations;

/// <summary>Lets go of the names and addresses in invitations that nobody has accepted, a while after they have expired.</summary>
internal sealed class ExpiredInvitations(InvitationQueries invitations, Inviting inviting, TimeProvider time)
{
    public const int KeptDays = 30;

    /// <returns>How many.</returns>
    public async Task<int> LetGoAsync(string tenant, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = (await invitations.OpenAsync(tenant, cancellationToken)).Where(invitation => invitation.Until.AddDays(KeptDays) <= now).ToList();
        foreach (var invitation in expired)
        {
            await inviting.WithdrawAsync(tenant, NamedIds.Of("invitation let go", invitation.Id.Value), invitation.Id, by: null, reason: null, cancellationToken);
        }
        return expired.Count;
    }
}
