using System.IO.Hashing;
using System.Text;
using CsCheck;
using Ham4db.Client.Contract;
using Ham4db.Server.Backend;
using Ham4db.Server.Backend.Commands;
using Ham4db.Server.Backend.Decided;

namespace Ham4db.Server.Tests.Backend;

public class DecidedSnapshotTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
        => Commands.Sequences.Sample(
            commands =>
            {
                var state = DecidedState.Empty.Apply(commands);

                var (read, position) = DecidedSnapshot.Read(DecidedSnapshot.Write(state, new LogPosition(17, 4)));

                position.ShouldBe(new LogPosition(17, 4));
                read.Show().ShouldBe(state.Show());
            },
            iter: 200);

    [Fact]
    public void Read_AnyByteChangedOrCutOff_IsRefused()
    {
        var good = DecidedSnapshot.Write(DecidedState.Empty.Apply(new SetClusterAlias("a:1", "main").At(Fold.Noon)), new LogPosition(3, 2));

        Gen.Int[0, good.Length - 1].Sample(i =>
        {
            var damaged = good.ToArray();
            damaged[i] ^= 0x41;
            Should.Throw<InvalidDataException>(() => DecidedSnapshot.Read(damaged));
            Should.Throw<InvalidDataException>(() => DecidedSnapshot.Read(good.AsMemory(0, i)));
        });
    }

    [Fact]
    public void Read_DocumentOfTheFirstVersion_IsUnderstood()
    {
        const string First = """
            {"Version":1,"Registered":[{"Hostname":"a","Port":1}],"Forgotten":[{"Key":{"Hostname":"b","Port":2},"At":"2026-01-02T12:00:00+00:00"}],
            "Downtimes":[{"Key":{"Hostname":"a","Port":1},"Owner":"ann","Reason":"disk","BeganAt":"2026-01-02T12:00:00+00:00","EndsAt":"2026-01-02T13:00:00+00:00"}],
            "Candidates":[{"Key":{"Hostname":"a","Port":1},"Rule":"prefer","RegisteredAt":"2026-01-02T12:00:00+00:00","ExpiresAt":"2026-01-02T13:00:00+00:00"}],
            "Tags":[{"Key":{"Hostname":"a","Port":1},"Name":"n","Value":"v"}],"Aliases":[{"ClusterName":"a:1","Alias":"main"}],
            "Results":[{"IdempotencyKey":"key","RequestDigest":"d","KeptAt":"2026-01-02T12:00:00+00:00","Status":0,"Keys":[{"Hostname":"a","Port":1}]}],
            "LeaderUri":"http://n1:3000","PurgedAt":"2026-01-02T12:00:00+00:00"}
            """;

        var read = DecidedDocument.Read(new MemoryStream(Encoding.UTF8.GetBytes(First)));

        var expected = DecidedState.Empty with { PurgedAt = Fold.Noon };
        read.Show().ShouldBe(expected.Apply(
            new RegisterInstance(new("a", 1)).At(Fold.Noon),
            new ForgetInstance(new("b", 2)).At(Fold.Noon),
            new BeginDowntime(new("a", 1), "ann", "disk", TimeSpan.FromHours(1)).At(Fold.Noon),
            new RegisterCandidate(new("a", 1), PromotionRule.Prefer, TimeSpan.FromHours(1)).At(Fold.Noon),
            new PutTag(new("a", 1), "n", "v").At(Fold.Noon, "key"),
            new SetClusterAlias("a:1", "main").At(Fold.Noon),
            new SetLeaderUri(new Uri("http://n1:3000")).At(Fold.Noon)).Show());
    }

    [Theory]
    [InlineData("""{"Version":2,"Tables":{}}""", "table metadata is missing")]
    [InlineData("""{"Version":2}""", "no tables")]
    [InlineData("[]", "version 0")]
    public void Read_DocumentThatCannotBe_IsRefused(string document, string reason)
        => Should.Throw<InvalidDataException>(() => DecidedDocument.Read(new MemoryStream(Encoding.UTF8.GetBytes(document)))).Message.ShouldContain(reason);

    [Fact]
    public void Read_OfANewerServer_IsToldFromDamage()
    {
        var layout = DecidedSnapshot.Write(DecidedState.Empty, new LogPosition(17, 4));
        layout[8] = 9;
        Crc32.Hash(layout.AsSpan(..^4), layout.AsSpan(^4..));

        Should.Throw<NewerSnapshotException>(() => DecidedSnapshot.Check(layout)).Message.ShouldContain("run the version that wrote it");
        Should.Throw<NewerSnapshotException>(() => DecidedDocument.Read(new MemoryStream("""{"Version":3,"Tables":{}}"""u8.ToArray()))).Message.ShouldContain("run the version that wrote it");
    }

    [Fact]
    public void Codec_EveryCommand_ComesBackAsItWas()
        => Commands.Sequences.Sample(
            commands =>
            {
                var read = commands.Select(command => CommandCodec.Decode(CommandCodec.Encode(command)));

                DecidedState.Empty.Apply(read).Show().ShouldBe(DecidedState.Empty.Apply(commands).Show());
            },
            iter: 200);

    [Theory]
    [InlineData("""{"Id":"00000000-0000-0000-0000-000000000000","IdempotencyKey":null,"RequestDigest":null,"SubmittedAt":"2026-01-02T12:00:00Z","Command":{"op":"launch-rocket"}}""")]
    [InlineData("""{"Id":"00000000-0000-0000-0000-000000000000","IdempotencyKey":null,"RequestDigest":null,"SubmittedAt":"2026-01-02T12:00:00Z","Command":{"op":"discover"}}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    public void Decode_UnknownOrDamaged_IsAnErrorAndNeverACommand(string entry)
        => Should.Throw<UndecodableCommandException>(() => CommandCodec.Decode(System.Text.Encoding.UTF8.GetBytes(entry)));
}
