using CsCheck;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Tests.Backend;

/// <summary>What every backend database does, whatever its engine.</summary>
public abstract class BackendTests
{
    private readonly string _name = NewName();

    /// <summary>Opens the database of this name, as a start of the server does; it is created when it is not there.</summary>
    private protected abstract Task<OpenedBackend> OpenAsync(string name);

    /// <summary>Changes stored rows behind the server's back.</summary>
    private protected abstract Task ChangeAsync(string name, string sql);

    [Fact]
    public Task Apply_AnyCommandsThenRestart_LoadsExactlyTheSame()
        => Commands.Sequences.SampleAsync(
            async commands =>
            {
                var name = NewName();
                await using (var before = await OpenAsync(name))
                {
                    for (var i = 0; i < commands.Length; i++)
                    {
                        await before.Ledger.ApplyAsync(new LogPosition(i + 1, 3), commands[i], CancellationToken.None);
                    }
                }

                await using var after = await OpenAsync(name);
                after.Ledger.Current.Show().ShouldBe(DecidedState.Empty.Apply(commands).Show());
                after.Ledger.Position.ShouldBe(commands.Length == 0 ? LogPosition.Start : new LogPosition(commands.Length, 3));
            },
            iter: 25,
            threads: 1);

    [Fact]
    public async Task Restore_Snapshot_ReplacesEveryRowAndSurvivesARestart()
    {
        var wanted = DecidedState.Empty.Apply(new PutTag(new InstanceKey("new", 1), "n", "v").At(Fold.Noon, "key"), new SetLeaderUri(new Uri("http://n:1")).At(Fold.Noon));
        var replaced = 0;
        await using (var before = await OpenAsync(_name))
        {
            await before.Ledger.ApplyAsync(new LogPosition(1, 1), new RegisterInstance(new InstanceKey("old", 1)).At(Fold.Noon, "old"), CancellationToken.None);
            before.Ledger.Replaced += () => replaced++;

            await before.Ledger.RestoreAsync(wanted, new LogPosition(90, 7), CancellationToken.None);
        }

        await using var after = await OpenAsync(_name);
        replaced.ShouldBe(1);
        after.Ledger.Current.Show().ShouldBe(wanted.Show());
        after.Ledger.Position.ShouldBe(new LogPosition(90, 7));
    }

    [Fact]
    public async Task Applied_IsRaisedAfterTheStateWasReplaced()
    {
        await using var backend = await OpenAsync(_name);
        var seen = new List<bool>();
        backend.Ledger.Applied += (envelope, result) => seen.Add(backend.Ledger.Current.Registered.Contains(result.Keys[0]));

        await backend.Ledger.ApplyAsync(new LogPosition(1, 1), new RegisterInstance(new InstanceKey("a", 1)).At(Fold.Noon), CancellationToken.None);

        seen.ShouldBe([true]);
    }

    [Fact]
    public async Task Inventory_WrittenAndRemoved_ComesBackAfterARestart()
    {
        var full = new Instance
        {
            Key = new InstanceKey("a", 3306),
            Version = "10.11.6-MariaDB",
            ClusterName = "a:3306",
            SqlThread = ReplicationThreadState.Stopped,
            SecondsBehindMaster = 7,
            Replicas = [new InstanceKey("b", 3306), new InstanceKey("c", 3306)],
            MasterKey = new InstanceKey("//gone", 3306),
            SelfBinlogCoordinates = new BinlogCoordinates("bin.000001", 44, BinlogType.Binary),
            DetectedPromotionRule = PromotionRule.MustNot,
            LastChecked = Fold.Noon,
            LastSeen = Fold.Noon.AddTicks(-3),
            LastDiscoveryLatency = TimeSpan.FromMilliseconds(3.25),
        };
        await using (var before = await OpenAsync(_name))
        {
            await before.Inventory.WriteAsync([full, full with { Key = new InstanceKey("x", 1) }], [], CancellationToken.None);
            await before.Inventory.WriteAsync([full with { ReadOnly = true }], [new InstanceKey("x", 1)], CancellationToken.None);
        }

        await using var after = await OpenAsync(_name);
        var read = (await after.Inventory.ReadAllAsync(CancellationToken.None)).ShouldHaveSingleItem();
        read.Replicas.ShouldBe(full.Replicas);
        (read with { Replicas = full.Replicas, Group = full.Group }).ShouldBe(full with { ReadOnly = true });
    }

    [Fact]
    public async Task Inventory_DocumentOfAnOlderVersion_GetsTheDefaultsOfWhatItLacks()
    {
        await using var backend = await OpenAsync(_name);
        await backend.Inventory.WriteAsync([new Instance { Key = new InstanceKey("a", 1) }], [], CancellationToken.None);
        await ChangeAsync(_name, "UPDATE instance SET document = '{\"Key\":{\"Hostname\":\"a\",\"Port\":1},\"Version\":\"8.0\"}'");

        var read = (await backend.Inventory.ReadAllAsync(CancellationToken.None)).ShouldHaveSingleItem();

        read.ShouldBeEquivalentTo(new Instance { Key = new InstanceKey("a", 1), Version = "8.0" });
    }

    [Fact]
    public async Task Inventory_UnreadableDocument_IsLeftOut()
    {
        await using var backend = await OpenAsync(_name);
        await backend.Inventory.WriteAsync([new Instance { Key = new InstanceKey("a", 1) }, new Instance { Key = new InstanceKey("b", 1) }], [], CancellationToken.None);
        await ChangeAsync(_name, "UPDATE instance SET document = '{' WHERE hostname = 'a'");

        (await backend.Inventory.ReadAllAsync(CancellationToken.None)).ShouldHaveSingleItem().Key.Hostname.ShouldBe("b");
    }

    [Fact]
    public async Task Adopt_AtEachStart_GivesAHigherTermAndKeepsWhatWasDecided()
    {
        var terms = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            await using var opened = await OpenAsync(_name);
            terms.Add(await opened.Ledger.AdoptAsync("log", CancellationToken.None));
            await opened.Ledger.ApplyAsync(new LogPosition(i + 1, terms[^1]), new RegisterInstance(new InstanceKey("a", i + 1)).At(Fold.Noon), CancellationToken.None);
        }

        await using var after = await OpenAsync(_name);
        terms.ShouldBe([terms[0], terms[0] + 1, terms[0] + 2]);
        after.Ledger.LogId.ShouldBe("log");
        after.Ledger.Position.Index.ShouldBe(3);
        after.Ledger.Current.Registered.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Reset_ToAnotherLog_EmptiesAndCountsFromItsBeginning()
    {
        await using (var before = await OpenAsync(_name))
        {
            await before.Ledger.ResetAsync("first", CancellationToken.None);
            await before.Ledger.ApplyAsync(new LogPosition(70, 9), new PutTag(new InstanceKey("a", 1), "n", "old").At(Fold.Noon), CancellationToken.None);
            await before.Ledger.ResetAsync("second", CancellationToken.None);
            before.Ledger.Position.ShouldBe(LogPosition.Start);
            await before.Ledger.ApplyAsync(new LogPosition(2, 1), new PutTag(new InstanceKey("a", 1), "n", "new").At(Fold.Noon), CancellationToken.None);
        }

        await using var after = await OpenAsync(_name);
        after.Ledger.LogId.ShouldBe("second");
        after.Ledger.Position.ShouldBe(new LogPosition(2, 1));
        after.Ledger.Current.Tags[new InstanceKey("a", 1)]["n"].ShouldBe("new");
    }

    [Fact]
    public async Task Apply_NamesThatDifferInCaseAccentOrABlankAtTheEnd_AreOthers()
    {
        string[] names = ["a", "A", "ä", "a ", "\u00e9", "e\u0301", "🐬"];
        await using (var before = await OpenAsync(_name))
        {
            for (var i = 0; i < names.Length; i++)
            {
                await before.Ledger.ApplyAsync(new LogPosition(i + 1, 1), new SetClusterAlias(names[i], $"alias {i}").At(Fold.Noon), CancellationToken.None);
            }
        }

        await using var after = await OpenAsync(_name);
        after.Ledger.Current.AliasOverrides.OrderBy(row => row.Value, StringComparer.Ordinal).Select(row => row.Key).ShouldBe(names);
    }

    [Fact]
    public async Task Restore_ManyRows_AllAreThereAfterARestart()
    {
        var state = DecidedState.Empty.Apply(Enumerable.Range(1, 900).Select(
            i => new BeginDowntime(new InstanceKey("host", i), "me", new string('r', i), TimeSpan.FromDays(1)).At(Fold.Noon, $"key-{i}")));
        await using (var before = await OpenAsync(_name))
        {
            await before.Ledger.RestoreAsync(state, new LogPosition(900, 1), CancellationToken.None);
        }

        await using var after = await OpenAsync(_name);
        after.Ledger.Current.Show().ShouldBe(state.Show());
    }

    [Fact]
    public async Task Inventory_ClockSetBack_TheLaterWriteStands()
    {
        await using var backend = await OpenAsync(_name);
        await backend.Inventory.WriteAsync([new Instance { Key = new InstanceKey("a", 1), Version = "1" }], [], CancellationToken.None);
        backend.Time.SetTime(backend.Time.GetUtcNow() - TimeSpan.FromHours(1));
        await backend.Inventory.WriteAsync([new Instance { Key = new InstanceKey("a", 1), Version = "2" }], [], CancellationToken.None);

        (await backend.Inventory.ReadAllAsync(CancellationToken.None)).ShouldHaveSingleItem().Version.ShouldBe("2");
    }

    [Fact]
    public async Task Open_SecondServerOnTheSameDatabase_IsRefusedAndTheFirstGoesOn()
    {
        await using var first = await OpenAsync(_name);

        var refused = await Should.ThrowAsync<BackendException>(() => OpenAsync(_name));

        refused.Message.ShouldContain("is in use by another");
        await first.Health.CheckAsync(CancellationToken.None);
        first.Health.TakesWrites.ShouldBeTrue();
    }

    [Fact]
    public async Task Open_FreedDatabase_WorksAgain()
    {
        await (await OpenAsync(_name)).DisposeAsync();

        await using var again = await OpenAsync(_name);

        again.Health.TakesWrites.ShouldBeTrue();
    }

    private protected static string NewName() => $"t-{Guid.NewGuid():N}";
}
