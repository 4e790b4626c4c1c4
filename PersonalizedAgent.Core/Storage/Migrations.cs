using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PersonalizedAgent.Core.Storage;

/// <summary>The first tables: decisions, rewards, what is to be known of the log.</summary>
[DbContext(typeof(AgentDb))]
[Migration("20261124000000_Log")]
internal sealed class LogMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "decisions",
            table => new
            {
                sequence = table.Column<long>("INTEGER"),
                id = table.Column<byte[]>("BLOB"),
                at = table.Column<long>("INTEGER"),
                dataset = table.Column<string>("TEXT"),
                user_id = table.Column<string>("TEXT"),
                action = table.Column<string>("TEXT"),
                receipt = table.Column<byte[]>("BLOB"),
                hash = table.Column<string>("TEXT"),
            },
            constraints: table => table.PrimaryKey("PK_decisions", row => row.sequence));
        migrationBuilder.CreateIndex("IX_decisions_id", "decisions", "id", unique: true);
        migrationBuilder.CreateIndex("IX_decisions_user_id_at", "decisions", ["user_id", "at"]);
        migrationBuilder.CreateTable(
            "rewards",
            table => new
            {
                sequence = table.Column<long>("INTEGER"),
                decision_id = table.Column<byte[]>("BLOB"),
                value = table.Column<double>("REAL"),
                at = table.Column<long>("INTEGER"),
                is_default = table.Column<bool>("INTEGER"),
            },
            constraints: table => table.PrimaryKey("PK_rewards", row => row.sequence));
        migrationBuilder.CreateIndex("IX_rewards_decision_id", "rewards", "decision_id", unique: true);
        migrationBuilder.CreateTable(
            "opt_outs",
            table => new { audience = table.Column<string>("TEXT"), user_id = table.Column<string>("TEXT"), at = table.Column<long>("INTEGER") },
            constraints: table => table.PrimaryKey("PK_opt_outs", row => new { row.audience, row.user_id }));
        migrationBuilder.CreateTable(
            "meta",
            table => new { key = table.Column<string>("TEXT"), value = table.Column<string>("TEXT") },
            constraints: table => table.PrimaryKey("PK_meta", row => row.key));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("meta");
        migrationBuilder.DropTable("opt_outs");
        migrationBuilder.DropTable("rewards");
        migrationBuilder.DropTable("decisions");
    }
}
