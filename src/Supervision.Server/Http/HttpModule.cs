using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Supervision.Server.Access;
using Supervision.Server.Identity.Tokens;

namespace Supervision.Server.Http;

internal static class HttpModule
{
    public static void AddHttp(this IServiceCollection services)
    {
        services.AddExceptionHandler<Failures>();
        services.Configure<ExceptionHandlerOptions>(options =>
            options.ExceptionHandler = context => Problems.WriteAsync(context, Problems.Details(StatusCodes.Status500InternalServerError)));
        services.AddApiDescription();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
            // The members of an object have no order: its kind may come last.
            options.SerializerOptions.AllowOutOfOrderMetadataProperties = true;
        });
        // What is brought in may name people: it must not touch the disk on its way.
        services.Configure<FormOptions>(options =>
        {
            options.MemoryBufferThreshold = RequestLimits.UploadBytes + 4_096;
            options.MultipartBodyLengthLimit = RequestLimits.UploadBytes + 4_096;
            options.ValueCountLimit = 16;
        });
        // The client's files only: answers hold people's texts, whose length must not tell what is in them.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    public static void UseHttp(this WebApplication app)
    {
        app.Use(SecurityHeaders.AddAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => Problems.WriteAsync(context.HttpContext, Problems.Details(context.HttpContext.Response.StatusCode)));
        app.UseWhen(ClientFiles.MayBe, files => files.UseResponseCompression());
        app.UseClientFiles();
        app.UseRouting();
        app.UseMiddleware<RefusalLog>();
        app.UseMiddleware<LongRequests>();
        app.Use(SameSite.CheckAsync);
        app.Use(BodyLimits.CheckAsync);
        app.UseAuthentication();
        app.UseMiddleware<LimitCheck>();
        app.Use(Bearer.CheckAsync);
        app.UseAuthorization();
        app.UseMiddleware<AccessCheck>();
    }
}
