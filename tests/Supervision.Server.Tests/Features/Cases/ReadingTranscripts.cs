using System.Collections.Immutable;
using System.Text;
using Supervision.Server.Features.Cases;

namespace Supervision.Server.Tests.Features.Cases;

public sealed class ReadingTranscripts
{
    [Fact]
    public void A_file_of_the_research_layout_gives_its_transcripts_in_order()
    {
        var transcripts = Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Features/Cases/Samples/two-transcripts.csv")));

        Assert.Equal([3, 7], transcripts.Select(transcript => transcript.Number));
        Assert.Equal("Small steps, \"first\" talk", transcripts[0].Title);
        Assert.Equal("https://example.org/3", transcripts[0].Source);
        Assert.Equal(
            [new Turn("Therapist", "00:00:13", "What brings you here?"), new Turn("Client", "00:00:20", "I can't sleep,\nnot since May."), new Turn("Therapist", "00:09:25", "Go on.")],
            transcripts[0].Turns);
    }

    [Fact]
    public void The_text_is_the_turns_one_below_the_other()
    {
        var text = Assert.IsType<CaseTextReading.Read>(Read("speaker,text,time\nClient,Hello.,0:05\nA friend,\"Yes, 🙂.\",\n")[0].Read()).Text;

        Assert.Equal("Hello.\nYes, 🙂.", text.Text);
        Assert.Equal([new Block(BlockKind.Turn, 0, 6, "Client", "00:00:05"), new Block(BlockKind.Turn, 7, 15, "A friend")], text.Blocks);
    }

    [Theory]
    [InlineData("\uFEFFspeaker,text\r\nclient,Hello\r\n")]
    [InlineData("Text;Speaker\nHello;CLIENT")]
    [InlineData("speaker\ttext\n\nclient\tHello\n\n")]
    public void Other_tools_files_are_read_as_they_come(string file) => Assert.Equal([new Turn("Client", null, "Hello")], Read(file)[0].Turns);

    [Fact]
    public void A_transcript_without_a_title_takes_the_files() => Assert.Equal("Morning", Read("speaker,text\nclient,Hello\n")[0].Title);

    [Theory]
    [InlineData("", 1, "The first line must name")]
    [InlineData("who,what\na,b", 1, "The first line must name")]
    [InlineData("speaker,text\n", 1, "no utterance")]
    [InlineData("speaker,text\nclient,one\nclient,two,three", 3, "number of columns")]
    [InlineData("speaker,text\nclient,\"one\ntwo\nthree", 2, "quotation mark")]
    [InlineData("speaker,text\nclient,\"one\n\ntwo\"\nclient", 5, "number of columns")]
    [InlineData("speaker,text\nclient,one\nclient,  ", 3, "empty")]
    [InlineData("speaker,text\n,one", 2, "speaker must be named")]
    [InlineData("speaker,text,time\nclient,one,soon", 2, "hh:mm:ss")]
    [InlineData("speaker,text,time\nclient,one,00:75:00", 2, "hh:mm:ss")]
    [InlineData("speaker,text,transcript\nclient,one,first", 2, "whole number")]
    [InlineData("speaker,text\nclient,a\u0007b", 2, "U+0007")]
    [InlineData("transcript_id,utterance_id,interlocutor,timestamp,utterance_text\n0,1,client,00:00:01,a\n0,1,client,00:00:02,b", 3, "twice")]
    public void A_fault_refuses_the_file_and_names_the_line(string file, int line, string detail)
    {
        var malformed = Assert.IsType<TranscriptReading.Malformed>(TranscriptCsv.Read(Encoding.UTF8.GetBytes(file), "Morning"));

        Assert.Equal(line, malformed.Line);
        Assert.Contains(detail, malformed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal(new TranscriptReading.Malformed(1, "The file is not UTF-8."), TranscriptCsv.Read([0x50, 0x4B, 0x03, 0x04, 0xFF, 0xFE], "Morning"));

    [Fact]
    public void The_whole_AnnoMI_data_set_is_read_when_it_is_at_hand()
    {
        if (SharedData.Find("annomi/AnnoMI-simple.csv") is not { } path)
        {
            TestContext.Current.SendDiagnosticMessage("The AnnoMI data set is not at hand; only the small sample was read.");
            return;
        }
        var transcripts = Read(File.ReadAllBytes(path));

        Assert.Equal(133, transcripts.Length);
        Assert.Equal(9_699, transcripts.Sum(transcript => transcript.Turns.Length));
        Assert.Equal(4_882, transcripts.Sum(transcript => transcript.Turns.Count(turn => turn.Speaker == "Therapist")));
        Assert.All(transcripts, transcript =>
        {
            var text = Assert.IsType<CaseTextReading.Read>(transcript.Read()).Text;
            Assert.Equal(transcript.Length, text.Text.Length);
            Assert.Equal(transcript.Turns.Select(turn => turn.Text), text.Blocks.Select(block => text.Text[block.Start..block.End]));
        });
    }

    private static ImmutableArray<Transcript> Read(byte[] file) => Assert.IsType<TranscriptReading.Read>(TranscriptCsv.Read(file, "Morning")).Transcripts;

    private static ImmutableArray<Transcript> Read(string file) => Read(Encoding.UTF8.GetBytes(file));
}
