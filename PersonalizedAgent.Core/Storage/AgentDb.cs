using Microsoft.EntityFrameworkCore;

namespace PersonalizedAgent.Core.Storage;

/// <summary>The tables of the log.</summary>
internal sealed class AgentDb(DbContextOptions<AgentDb> options) : DbContext(options)
{
    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();

    public DbSet<RewardRow> Rewards => Set<RewardRow>();

    public DbSet<OptOutRow> OptOuts => Set<OptOutRow>();

    public DbSet<MetaRow> Meta => Set<MetaRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => Build(modelBuilder);

    /// <summary>The tables as the newest migration leaves them.</summary>
    internal static void Build(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DecisionRow>(row =>
        {
            row.ToTable("decisions").HasKey(decision => decision.Sequence);
            row.Property(decision => decision.Sequence).HasColumnName("sequence").ValueGeneratedNever();
            row.Property(decision => decision.Id).HasColumnName("id").HasConversion<byte[]>();
            row.Property(decision => decision.At).HasColumnName("at");
            row.Property(decision => decision.Dataset).HasColumnName("dataset");
            row.Property(decision => decision.UserId).HasColumnName("user_id");
            row.Property(decision => decision.Action).HasColumnName("action");
            row.Property(decision => decision.Receipt).HasColumnName("receipt");
            row.Property(decision => decision.Hash).HasColumnName("hash");
            row.HasIndex(decision => decision.Id).IsUnique();
            row.HasIndex(decision => new { decision.UserId, decision.At });
            row.HasIndex(decision => new { decision.Action, decision.At });
        });
        modelBuilder.Entity<RewardRow>(row =>
        {
            row.ToTable("rewards").HasKey(reward => reward.Sequence);
            row.Property(reward => reward.Sequence).HasColumnName("sequence").ValueGeneratedNever();
            row.Property(reward => reward.DecisionId).HasColumnName("decision_id").HasConversion<byte[]>();
            row.Property(reward => reward.Value).HasColumnName("value");
            row.Property(reward => reward.At).HasColumnName("at");
            row.Property(reward => reward.IsDefault).HasColumnName("is_default");
            row.HasIndex(reward => reward.DecisionId).IsUnique();
        });
        modelBuilder.Entity<OptOutRow>(row =>
        {
            row.ToTable("opt_outs").HasKey(optOut => new { optOut.Audience, optOut.UserId });
            row.Property(optOut => optOut.Audience).HasColumnName("audience");
            row.Property(optOut => optOut.UserId).HasColumnName("user_id");
            row.Property(optOut => optOut.At).HasColumnName("at");
        });
        modelBuilder.Entity<MetaRow>(row =>
        {
            row.ToTable("meta").HasKey(meta => meta.Key);
            row.Property(meta => meta.Key).HasColumnName("key");
            row.Property(meta => meta.Value).HasColumnName("value");
        });
    }
}
