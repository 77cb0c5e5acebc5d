using Supervision.Server.Features.Contributions;
using Supervision.Server.Hosting;
using Supervision.Server.Identity;

namespace Supervision.Server.Features.Erasures;

/// <summary>
/// Carries out erasures that have waited long enough, and finishes those that a node broke off; when a node starts and every
/// minute. On several nodes at once the second finds nothing left to do.
/// </summary>
internal sealed partial class ErasureWork(Erasing erasing, ErasingContributions contributions, InstituteRegister register, TimeProvider time, ILogger<ErasureWork> logger)
    : Recurring(TimeSpan.FromMinutes(1), time)
{
    /// <returns>How many cases, and of how many people what they wrote, were erased.</returns>
    public async Task<int> DoAsync(CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var institute in await register.AllAsync(cancellationToken))
        {
            erased += await erasing.CarryOutDueAsync(institute.ToString(), cancellationToken);
            erased += await contributions.CarryOutDueAsync(institute.ToString(), cancellationToken);
        }
        return erased;
    }

    protected override async Task OnceAsync(CancellationToken cancellationToken)
    {
        if (await DoAsync(cancellationToken) is > 0 and var erased)
        {
            Log.Erased(logger, erased);
        }
    }

    protected override void Failed(string fault) => Log.Failed(logger, fault);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} erasures were carried out")]
        public static partial void Erased(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "An erasure could not be carried out: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
