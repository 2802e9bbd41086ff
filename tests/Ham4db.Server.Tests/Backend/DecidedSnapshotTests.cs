using CsCheck;
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
