using Supervision.EventStore.Deciding;

namespace Supervision.Server.Features.Groups;

/// <summary>What the group agrees on, and who has signed it.</summary>
internal static class Contracts
{
    private static readonly Refusal ForSupervisor = new("only-supervisor", "Only the group's supervisor writes the contract.");

    public static Decision<GroupEvent> Write(GroupState state, GroupCommand.WriteContract write)
    {
        if (state.RoleOf(write.By) is not GroupRole.Supervisor)
        {
            return ForSupervisor;
        }
        if (write.Terms.Fault is { } fault)
        {
            return fault;
        }
        var present = state.PresentContract;
        return present?.Terms == write.Terms ? [] : [new GroupEvent.ContractWritten((present?.Version ?? 0) + 1, write.Terms, write.By, write.At)];
    }

    public static Decision<GroupEvent> Sign(GroupState state, GroupCommand.SignContract sign)
    {
        if (state.RoleOf(sign.By) is null)
        {
            return new Refusal("not-a-member", "Only those in the group sign its contract.");
        }
        if (state.PresentContract is not { } present)
        {
            return new Refusal("no-contract", "The group has no contract yet.");
        }
        if (sign.Version != present.Version)
        {
            return new Refusal("contract-changed", "The contract was changed meanwhile. Read it again before you sign.");
        }
        return state.Signatures.TryGetValue(sign.By.Value, out var signature) && signature.Version == present.Version
            ? []
            : [new GroupEvent.ContractSigned(present.Version, sign.By, sign.At)];
    }
}
