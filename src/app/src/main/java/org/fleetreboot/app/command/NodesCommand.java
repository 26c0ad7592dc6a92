package org.fleetreboot.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.report.Table;
import org.fleetreboot.app.report.TimeText;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalInDatabase;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.nodes.NodeView;
import org.fleetreboot.workflow.DurationFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the nodes that share a journal in PostgreSQL. */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the nodes that share a journal in PostgreSQL: which one works with the hubs, since"
          + " when, its last sign of life, and its version.",
      "A node that has shown no sign of life for longer than ten seconds is dead, asleep or cut off."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot nodes", "  ./fleet-reboot nodes --json"})
final class NodesCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Option(names = "--json", description = "One line of JSON for each node.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  NodesCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    if (!(JournalLocation.of(settings, environment) instanceof JournalInDatabase database)) {
      throw ProgramFailure.setup(
          "Only a journal in PostgreSQL has nodes: set reboot.journal = jdbc:postgresql://HOST/DATABASE.");
    }
    List<NodeView> nodes = database.allNodes();
    if (json) {
      nodes.forEach(node -> environment.out().println(Json.line(node)));
      return 0;
    }
    if (nodes.isEmpty()) {
      environment.out().println("No node works with journal " + database + ".");
      return 0;
    }
    String hubs =
        Hubs.areNamed(settings, environment)
            ? String.join(", ", Hubs.of(settings, environment).names())
            : "all hubs";
    Table table = new Table("NODE", "WORKS WITH", "SINCE", "LAST SEEN", "STARTED", "VERSION");
    Instant now = environment.clock().instant();
    for (NodeView node : nodes) {
      Instant since = node.workingSince();
      table.row(
          node.name(),
          since == null ? "nothing" : hubs,
          since == null ? "" : TimeText.time(since),
          ago(node.seenAt(), now),
          TimeText.time(node.startedAt()),
          node.version());
    }
    table.print(environment.out());
    return 0;
  }

  private static String ago(Instant then, Instant now) {
    Duration past = Duration.between(then, now);
    return past.isNegative()
        ? "now"
        : DurationFormat.of(Duration.ofSeconds(past.toSeconds())) + " ago";
  }
}
