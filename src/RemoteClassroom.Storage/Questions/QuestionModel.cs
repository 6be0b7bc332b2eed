using Microsoft.EntityFrameworkCore;

namespace RemoteClassroom.Storage.Questions;

/// <summary>Which session a question belongs to, and who voted for it. Its text and life are in the log.</summary>
internal static class QuestionModel
{
    /// <summary>Adds them to the model.</summary>
    public static void Build(ModelBuilder builder)
    {
        builder.Table("questions", ["question_id"], table => table.Column<Guid>("question_id").Column<Guid>("session_id").HasIndex("session_id"));
        builder.Table("question_votes", ["question_id", "person_id"], table => table
            .Column<Guid>("question_id").Column<Guid>("person_id").Column<Guid>("session_id").HasIndex("session_id", "question_id"));
    }
}
