package org.fleetreboot.app.lint;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.fleetreboot.app.failure.Explanation;
import org.fleetreboot.app.route.LintRoutes;
import org.fleetreboot.app.route.RouteFileModel;
import org.fleetreboot.reboot.graph.CallGraph;
import org.fleetreboot.reboot.graph.EndpointAddress;
import org.fleetreboot.reboot.step.ChainStep;
import org.fleetreboot.reboot.step.RebootEndpoint;

/** Checks route files; each mistake is a finding, and none hides another. */
public final class Linter {
  private static final Pattern LINE = Pattern.compile("line (\\d+)");

  private final LintRoutes routes;
  private final OptionCheck options;
  private final CallGraph graph;
  private final Uniqueness unique = new Uniqueness();
  private final Templates templates = new Templates();
  private final List<WrittenRoute> made = new ArrayList<>();
  private final List<WrittenRoute> written = new ArrayList<>();

  /** What is outside the routes of its file, as routes of their own. */
  private final List<WrittenRoute> shared = new ArrayList<>();

  /** Files in which no route can be created because of a mistake. */
  private final Set<Path> wrong = new HashSet<>();

  private final List<Finding> findings = new ArrayList<>();

  private Linter(LintRoutes routes) {
    this.routes = routes;
    this.graph = new CallGraph((ModelCamelContext) routes.context());
    // "written" is filled before the first step is checked.
    this.options = new OptionCheck(routes.context(), written);
  }

  /**
   * All findings, in the order of files and lines.
   *
   * @param now the time from which windows are checked
   */
  public static List<Finding> findings(LintRoutes routes, Instant now) {
    Linter linter = new Linter(routes);
    routes.files().forEach(linter::read);
    linter.written.addAll(linter.templates.make(routes));
    linter.shared.forEach(linter::checkShared);
    linter.written.forEach(linter::check);
    linter.made.forEach(route -> linter.checkChain(route, now));
    linter.checkPolls();
    linter.checkCalls();
    // A mistake in a template occurs in each of its routes.
    Set<List<?>> told = new HashSet<>();
    return linter.findings.stream()
        .filter(finding -> told.add(List.of(finding.file(), finding.line(), finding.text())))
        .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
        .toList();
  }

  private void checkCalls() {
    Destinations destinations = new Destinations(routes.context(), written);
    StopOnExceptionCheck failures = new StopOnExceptionCheck(graph);
    Set<String> called = new HashSet<>();
    for (WrittenRoute route : Stream.concat(written.stream(), shared.stream()).toList()) {
      findings.addAll(destinations.missing(route));
      findings.addAll(failures.of(route));
      graph.callsOf(route.definition()).forEach(call -> called.add(call.address().toString()));
    }
    findings.addAll(templates.findings(called));
  }

  /** If devices are called but not polled, their outcomes are never known. */
  private void checkPolls() {
    List<String> sent =
        written.stream()
            .flatMap(route -> graph.callsOf(route.definition()).stream())
            .map(call -> call.address().toString())
            .toList();
    for (WrittenRoute route : written) {
      if (EndpointAddress.of(route.from()).toString().equals("reboot-device:turn")) {
        Stream.of("reboot-device:due", "reboot-device:observe")
            .filter(poll -> !sent.contains(poll))
            .forEach(poll -> findings.add(route.finding(route.definition(), noPoll(poll))));
      }
    }
  }

  private static String noPoll(String poll) {
    return "no other route goes to %s, so no reboot would ever be confirmed: copy it from the project's routes/reboot.yaml."
        .formatted(poll);
  }

  private void read(Path file) {
    try {
      RouteFileModel model = routes.read(file);
      Set<ProcessorDefinition<?>> common = Set.copyOf(CallGraph.nodes(model.shared()));
      model.routes().forEach(route -> written.add(new WrittenRoute(file, route, common)));
      templates.add(file, model);
      if (!model.shared().isEmpty()) {
        RouteDefinition route = new RouteDefinition();
        route.setOutputs(model.shared());
        shared.add(new WrittenRoute(file, route, Set.of()));
      }
    } catch (StackOverflowError e) {
      findings.add(new Finding(file, 0, null, "it is nested too deeply to be read: flatten it."));
    } catch (Exception e) {
      String text = Explanation.of(e).sentence();
      Matcher line = LINE.matcher(text);
      int at = line.find() ? Integer.parseInt(line.group(1)) : 0;
      findings.add(new Finding(file, at, null, withoutPlace(text)));
    }
  }

  /** Without the position, which is already in front of it. */
  private static String withoutPlace(String text) {
    // Camel writes the position after its message, we write it before.
    return text.replaceFirst(
            "^(Unsupported field: \\S+) in file.*, column \\d+: .*", "$1; correct its name.")
        .replaceFirst("^(.*) in file:.*, line \\d+, column \\d+: .*", "$1; correct the line.")
        .replaceFirst("^.*, line \\d+, column \\d+: ", "");
  }

  private void check(WrittenRoute route) {
    int before = findings.size();
    findings.addAll(unique.check(route, graph.from(route.definition())));
    mistakes(route, route.definition(), route.from());
    List<Finding> idle = checkNodes(route);
    if (findings.size() == before && !wrong.contains(route.file())) {
      make(route);
    }
    findings.addAll(idle);
  }

  private void checkShared(WrittenRoute route) {
    int before = findings.size();
    List<Finding> idle = checkNodes(route);
    if (findings.size() > before) {
      wrong.add(route.file());
    }
    findings.addAll(idle);
  }

  /** Returns the options without effect, which prevent no route from being created. */
  private List<Finding> checkNodes(WrittenRoute route) {
    List<Finding> idle = new ArrayList<>();
    for (ProcessorDefinition<?> node : route.nodes()) {
      if (WrittenRoute.isFixedTo(node)) {
        ToDefinition to = (ToDefinition) node;
        EndpointMistakes mistakes = mistakes(route, to, WrittenRoute.uri(to));
        if (mistakes.endpoint() instanceof RebootEndpoint step) {
          idle.addAll(options.of(route, to, step, mistakes.leftOut()));
        }
        checkId(route, to);
      }
    }
    return idle;
  }

  private void make(WrittenRoute route) {
    try {
      if (route.isMade()) {
        templates.require(route);
      } else {
        routes.add(route.definition());
      }
      made.add(route);
    } catch (Exception e) {
      findings.add(route.finding(route.definition(), Explanation.of(e).sentence()));
    }
  }

  private EndpointMistakes mistakes(
      WrittenRoute route, OptionalIdentifiedDefinition<?> node, String uri) {
    EndpointMistakes mistakes =
        route.resolving(routes.context(), () -> EndpointMistakes.of(routes.context(), uri));
    mistakes.sentences().forEach(text -> findings.add(route.finding(node, text)));
    return mistakes;
  }

  private void checkId(WrittenRoute route, ToDefinition to) {
    EndpointAddress step = EndpointAddress.of(WrittenRoute.uri(to));
    if (step.isStep() && !to.hasCustomIdAssigned()) {
      findings.add(
          route.finding(
              to,
              "%s has no id, so a restart could not distinguish it from another: write id: %s."
                  .formatted(
                      step,
                      (route.isMade() || route.id().isEmpty() ? "" : route.id() + "-")
                          + step.path().replaceFirst(".*/", ""))));
    }
  }

  private void checkChain(WrittenRoute route, Instant now) {
    EndpointAddress from = EndpointAddress.of(graph.from(route.definition()));
    if (from.isChain()) {
      try {
        findings.addAll(ChainCheck.of(route, ChainStep.of(routes.context(), from.path()), now));
      } catch (ResolveEndpointFailedException | IllegalArgumentException e) {
        // A step in a called route is invalid, which has already been reported there.
        assert !findings.isEmpty() : e;
      }
    }
  }
}
