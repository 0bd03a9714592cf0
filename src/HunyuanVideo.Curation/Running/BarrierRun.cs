using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>
/// Runs the stages over everything. Their key holds a hash of the units they read: when those change, the stage runs
/// under a new key and its old rows are hidden. Source: spec curation §5, §11.
/// </summary>
/// <param name="scope">The run.</param>
internal sealed class BarrierRun(RunScope scope)
{
    private const string UnitId = "all";

    /// <summary>Runs one barrier.</summary>
    /// <returns>A sentence where it could not run, else null.</returns>
    public async Task<string?> RunAsync(IBarrierStage stage, CancellationToken cancellationToken)
    {
        var name = stage.Declaration.Name;
        using var reader = scope.Writer.Store.OpenReader();
        var inputs = HashOfInputs(stage, reader);
        var unit = new WorkUnit(UnitId, name, scope.Plan.BarrierKey(stage, inputs));
        var isDone = scope.Writer.Ledger.StateOf(unit) == LedgerStates.Done;
        scope.Board.Add(name, isDone, isQuarantined: false);
        if (!isDone && scope.TryClaim(unit) is { } claim)
        {
            var begin = scope.Clock.GetTimestamp();
            try
            {
                var result = await stage.RunAsync(reader, cancellationToken).ConfigureAwait(false);
                await scope.CompleteAsync(claim, result, scope.CostSince(begin), 0).ConfigureAwait(false);
            }
            catch (Exception fault) when (!RunScope.EndsRun(fault, cancellationToken))
            {
                await scope.GiveUpAsync(claim, fault, scope.CostSince(begin), scope.Writer.Store.Folder.Root).ConfigureAwait(false);
                await scope.Outcomes.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                return $"{name} failed: {fault.Message}";
            }

            await scope.Outcomes.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        scope.Writer.SetStages([new(name, unit.StageKey)]);     // after its rows: until then the old ones are shown
        return null;
    }

    private static string HashOfInputs(IBarrierStage stage, CurationReader reader)
    {
        var reads = stage.Declaration.Reads.Select(CurationReader.Text).DefaultIfEmpty("''");
        var sql = $"""
            SELECT DISTINCT l.stage || ' ' || l.unit_id || ' ' || l.stage_key AS line FROM {ReaderViews.Raw}ledger l
            SEMI JOIN valid_unit v USING (unit_id, stage_key) WHERE l.state = 'done' AND l.stage IN ({string.Join(", ", reads)})
            AND l.unit_id NOT IN (SELECT id FROM hidden) ORDER BY line
            """;
        using var command = reader.Command(sql);
        using var rows = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        while (rows.Read())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(rows.GetString(0) + "\n"));
            count++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{count} {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}
