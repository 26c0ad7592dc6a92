package org.fleetreboot.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.fleetreboot.app.command.control.ControlCommands;
import org.fleetreboot.app.command.journal.JournalCommand;
import org.fleetreboot.app.command.run.RetryCommand;
import org.fleetreboot.app.command.run.RunRoutesCommand;
import org.fleetreboot.app.command.run.StartCommand;
import org.fleetreboot.app.command.sim.DemoCommand;
import org.fleetreboot.app.command.sim.DevicesCommand;
import org.fleetreboot.app.command.sim.HubCommand;
import org.fleetreboot.app.command.token.TokenCommand;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.failure.Spelling;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.ProgramName;
import org.fleetreboot.app.terminal.StandardOutput;
import org.fleetreboot.reboot.redaction.Redaction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: all commands, and the only place where an exception becomes a sentence. */
public final class CommandTree {
  private CommandTree() {}

  /** Runs one command line; never throws. */
  public static int execute(ProcessEnvironment environment, String... args) {
    int exitCode = of(environment).execute(args);
    return StandardOutput.exitCode(exitCode, environment.out(), environment.err());
  }

  static CommandLine of(ProcessEnvironment given) {
    ProcessEnvironment environment = given.withVisibleText();
    CommandLine commands =
        new CommandLine(new Root(environment))
            .addSubcommand(new DemoCommand(environment))
            .addSubcommand(new RunRoutesCommand(environment))
            .addSubcommand(new StartCommand(environment))
            .addSubcommand(new PlanCommand(environment))
            .addSubcommand(new LintCommand(environment))
            .addSubcommand(new FleetCommand(environment))
            .addSubcommand(new ListCommand(environment))
            .addSubcommand(new GetCommand(environment))
            .addSubcommand(new ExplainCommand(environment))
            .addSubcommand(new HistoryCommand(environment))
            .addSubcommand(new ReportCommand(environment))
            .addSubcommand(new EventsCommand(environment))
            .addSubcommand(new RetryCommand(environment))
            .addSubcommand(JournalCommand.of(environment))
            .addSubcommand(new OpenCommand(environment))
            .addSubcommand(new NodesCommand(environment))
            .addSubcommand(TokenCommand.of(environment))
            .addSubcommand(new HubCommand(environment))
            .addSubcommand(new DevicesCommand(environment))
            .addSubcommand(new CompletionCommand(environment))
            .addSubcommand(new HelpCommand())
            // Our own texts, in bold at a terminal.
            .setOut(new PrintWriter(given.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(given.err(), true, StandardCharsets.UTF_8))
            .setUsageHelpWidth(100)
            .setUsageHelpAutoWidth(environment.isTerminal())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((e, words) -> refuse(environment, e))
            .setExecutionExceptionHandler((e, command, parsed) -> explain(environment, command, e));
    addVerbosity(commands);
    ExitCodeHelp.addTo(commands);
    HelpCommands.write(commands, ProgramName::in);
    return commands;
  }

  private static void addVerbosity(CommandLine parent) {
    for (CommandLine command : parent.getSubcommands().values()) {
      command.addMixin(Verbosity.MIXIN, new Verbosity());
      addVerbosity(command);
    }
  }

  private static int refuse(ProcessEnvironment environment, ParameterException e) {
    StringBuilder sentence = new StringBuilder(wrong(e));
    if (e instanceof UnmatchedArgumentException unmatched) {
      String given = unmatched.getUnmatched().get(0);
      sentence.append(Spelling.question(given, unmatched.getSuggestions()));
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    environment
        .err()
        .println(ProgramName.in("fleet-reboot: %s See ./%s --help.".formatted(sentence, command)));
    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String wrong(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && e.getCommandLine().getParent() == null) {
      return "Unknown command '" + unmatched.getUnmatched().get(0) + "'.";
    }
    String message = Explanation.oneLine(e.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static int explain(ProcessEnvironment environment, CommandLine command, Exception e) {
    Explanation explanation = Explanation.of(e);
    environment.err().println("fleet-reboot: " + ProgramName.in(explanation.sentence()));
    if (Verbosity.isVerbose(command)) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      environment.err().print(Redaction.of(trace.toString()));
    }
    return explanation.exitCode().code();
  }

  /** The help of {@code ./fleet-reboot} without a command. */
  @Command(
      name = "fleet-reboot",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      description = "Reboots fleets of Azure IoT Hub devices, and proves that they rebooted.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./fleet-reboot demo                     30 simulated devices, without an Azure explanation",
        "  ./fleet-reboot fleet                    the devices of the hub in"
            + " IOTHUB_CONNECTION_STRING",
        "  ./fleet-reboot start --device pump-7    reboots one device",
        "  ./fleet-reboot run                      runs routes/ until it is stopped"
      })
  private static final class Root extends ControlCommands implements Runnable {
    @Spec @Nullable CommandSpec spec;

    Root(ProcessEnvironment environment) {
      super(environment);
    }

    @Override
    public void run() {
      if (spec != null) {
        throw new ParameterException(spec.commandLine(), "Give a command, such as demo.");
      }
    }
  }
}
