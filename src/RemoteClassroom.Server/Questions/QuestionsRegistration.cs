namespace RemoteClassroom.Server.Questions;

/// <summary>Registers what the question endpoints need.</summary>
internal static class QuestionsRegistration
{
    public static IServiceCollection AddQuestions(this IServiceCollection services) =>
        services.AddSingleton<QuestionEndpoints.Asking>().AddSingleton<QuestionEndpoints.Voting>();
}
