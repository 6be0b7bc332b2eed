using RemoteClassroom.Client;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Questions;

namespace RemoteClassroom.Server.Demo;

/// <summary>Questions come, are approved or put aside, gather votes and are answered one by one.</summary>
internal sealed class DemoQuestions(ClassroomClient anybody, DemoWorld world, DemoPeople people, TimeProvider time, Random random)
{
    private static readonly string[] Texts =
    [
        "今年的补贴什么时候发放?", "合作社怎样申请贷款?", "新的种子在旱地能用吗?", "培训证书什么时候能领?", "老年人的活动经费怎么报?", "村里的账目多久公开一次?",
        "果树的病虫害找谁看?", "课件能发到群里吗?", "下一次课讲什么?", "外出打工的人怎么补课?", "垃圾分类的车什么时候来?", "医保报销的比例变了吗?",
    ];

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var approved = new Queue<Guid>();
        for (var turn = 0; ; turn++)
        {
            await PauseAsync(8, 14, cancellationToken);
            try
            {
                await AskAsync(sessionId, approved, cancellationToken);
                if (turn % 3 == 2 && approved.TryDequeue(out var question))
                {
                    await world.Lecturer.AnsweringAsync(question, cancellationToken: cancellationToken);
                    await PauseAsync(8, 12, cancellationToken);
                    await world.Lecturer.AnsweredAsync(question, cancellationToken: cancellationToken);
                }
            }
            catch (ClassroomException refusal) when (refusal.Code is ErrorCodes.IllegalTransition or ErrorCodes.Conflict or ErrorCodes.RateLimited or ErrorCodes.NotFound)
            {
                // Somebody at the console was faster, or the asker has a question waiting already.
            }
        }
    }

    private async Task AskAsync(Guid sessionId, Queue<Guid> approved, CancellationToken cancellationToken)
    {
        var tokens = people.Tokens.Take(400).ToArray();
        if (tokens.Length == 0)
        {
            return;
        }

        var asker = anybody.As(tokens[random.Next(tokens.Length)]);
        var asked = await asker.AskAsync(sessionId, new AskQuestion(Texts[random.Next(Texts.Length)], Anonymous: random.Next(4) == 0), cancellationToken: cancellationToken);
        await PauseAsync(2, 5, cancellationToken);
        if (random.Next(6) == 0)
        {
            await world.Assistant.DismissAsync(asked.QuestionId, cancellationToken: cancellationToken);
            return;
        }

        await world.Assistant.ApproveAsync(asked.QuestionId, cancellationToken: cancellationToken);
        approved.Enqueue(asked.QuestionId);
        foreach (var token in random.GetItems(tokens, random.Next(2, 12)).Distinct(StringComparer.Ordinal))
        {
            await anybody.As(token).VoteAsync(asked.QuestionId, cancellationToken: cancellationToken);
        }
    }

    private Task PauseAsync(int least, int most, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(least + ((most - least) * random.NextDouble())), time, cancellationToken);
}
