using Supervision.Server.Features.Retentions;
using static Supervision.Server.Tests.Someone;

namespace Supervision.Server.Tests.Features.Retentions;

public sealed class WarningBefore
{
    private static readonly DateTimeOffset Due = Noon.AddMonths(12);
    private static readonly Warning Early = new(Heron, Due, 30, Due, Due.AddDays(-30));
    private static readonly Warning Late = new(Heron, Due, 7, Due, Due.AddDays(-7));

    [Fact]
    public void It_is_warned_of_thirty_days_before_and_seven_and_once_each()
    {
        Assert.Null(RetentionRules.DaysToWarn(Due, [], Due.AddDays(-30).AddTicks(-1)));
        Assert.Equal(30, RetentionRules.DaysToWarn(Due, [], Due.AddDays(-30)));
        Assert.Null(RetentionRules.DaysToWarn(Due, [Early], Due.AddDays(-8)));
        Assert.Equal(7, RetentionRules.DaysToWarn(Due, [Early], Due.AddDays(-7)));
        Assert.Null(RetentionRules.DaysToWarn(Due, [Early, Late], Due));
    }

    [Fact]
    public void It_goes_when_its_time_is_over()
    {
        Assert.Equal(Due, RetentionRules.GoesAt(Due, [], Due.AddDays(-90)));
        Assert.False(RetentionRules.IsOver([Early, Late], Due.AddTicks(-1)));
        Assert.True(RetentionRules.IsOver([Early, Late], Due));
    }

    [Fact]
    public void Nothing_goes_sooner_than_seven_days_after_a_warning_however_long_it_was_kept()
    {
        var now = Due.AddMonths(9);

        Assert.Equal(7, RetentionRules.DaysToWarn(Due, [], now));
        Assert.Equal(now.AddDays(7), RetentionRules.GoesAt(Due, [], now));
        Assert.False(RetentionRules.IsOver([], now));
        Assert.False(RetentionRules.IsOver([Early], now));
        Assert.False(RetentionRules.IsOver([Late with { GoesAt = now.AddDays(7) }], now.AddDays(6)));
    }
}
