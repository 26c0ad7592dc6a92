package org.fleetreboot.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.lint.Finding;
import org.fleetreboot.app.lint.LintJson;
import org.fleetreboot.app.lint.Linter;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.route.LintRoutes;
import org.fleetreboot.app.route.RouteFiles;
import org.fleetreboot.app.settings.ProcessEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks routes for mistakes. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Checks routes for mistakes: unknown options, options without effect, steps without an"
          + " id or with a duplicate one, missing routes, overlapping groups, windows"
          + " that no call fits into.",
      "It needs no hub and no journal, and starts nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing was found", "1:something was found", "2:wrong usage or set-up"},
    footerHeading = "%nExamples:%n",
    footer = {"  ./fleet-reboot lint", "  ./fleet-reboot lint my-routes/ --json"})
final class LintCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Folders or files. Default: the routes that run would use.")
  private List<String> paths = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  LintCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (LintRoutes routes =
        LintRoutes.open(settingOptions.read(environment), environment, pattern())) {
      List<Finding> findings = Linter.findings(routes, environment.clock().instant());
      if (json) {
        environment
            .out()
            .println(
                Json.line(
                    LintJson.of(routes.files().size(), findings, environment.workingDirectory())));
      } else {
        print(routes.files().size(), findings);
      }
      return findings.isEmpty() ? 0 : 1;
    }
  }

  private Optional<String> pattern() {
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(",", paths.stream().map(this::pattern).toList()));
  }

  private String pattern(String given) {
    Path path = environment.resolve(given);
    if (Files.notExists(path)) {
      throw ProgramFailure.setup("There is no %s: name a folder or a file.".formatted(path));
    }
    return Files.isDirectory(path) ? RouteFiles.in(path.toString()) : "file:" + path;
  }

  private void print(int files, List<Finding> findings) {
    Path here = environment.workingDirectory();
    findings.forEach(finding -> environment.out().println(finding.sentence(here)));
    environment
        .out()
        .println(
            findings.isEmpty()
                ? "%d %s, nothing found.".formatted(files, files == 1 ? "file" : "files")
                : "%d %s in %d of %d %s."
                    .formatted(
                        findings.size(),
                        findings.size() == 1 ? "finding" : "findings",
                        findings.stream().map(Finding::file).distinct().count(),
                        files,
                        files == 1 ? "file" : "files"));
  }
}
