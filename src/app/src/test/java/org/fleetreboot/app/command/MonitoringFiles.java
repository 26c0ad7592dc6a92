package org.fleetreboot.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fleetreboot.app.CommandLineRun;

/** The dashboard and the alert rules that are shipped. */
final class MonitoringFiles {
  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

  /** No function and no label of ours has one of these at its beginning. */
  private static final Pattern METRIC = Pattern.compile("\\b(?:reboot|jvm|camel)_[a-z_]+\\b");

  private static final Pattern SELECTED = Pattern.compile("[{,]\\s*([a-z_]+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without|on)\\s*\\(([^)]+)\\)");

  /** Prometheus adds these to whatever it scrapes. */
  private static final Set<String> SCRAPED = Set.of("instance", "job");

  private MonitoringFiles() {}

  /** Every query of both files, in PromQL. */
  static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    JsonNode board = new ObjectMapper().readTree(file("grafana-dashboard.json"));
    for (JsonNode panel : board.path("panels")) {
      panel.path("targets").forEach(target -> queries.add(target.path("expr").textValue()));
    }
    JsonNode rules = new ObjectMapper(new YAMLFactory()).readTree(file("prometheus-rules.yaml"));
    for (JsonNode group : rules.path("groups")) {
      group.path("rules").forEach(rule -> queries.add(rule.path("expr").textValue()));
    }
    return queries;
  }

  /** The metrics that a query names. */
  static Set<String> metrics(String query) {
    Set<String> names = new TreeSet<>();
    Matcher name = METRIC.matcher(TEXT.matcher(query).replaceAll("\"\""));
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  /** The labels by which a query selects or groups; le is of every histogram. */
  static Set<String> labels(String query) {
    Set<String> labels = new TreeSet<>();
    Matcher selected = SELECTED.matcher(query);
    while (selected.find()) {
      labels.add(selected.group(1));
    }
    Matcher grouped = GROUPED.matcher(query);
    while (grouped.find()) {
      labels.addAll(List.of(grouped.group(1).trim().split("\\s*,\\s*")));
    }
    labels.removeAll(SCRAPED);
    return labels;
  }

  private static File file(String name) {
    return CommandLineRun.HOME.resolve("observability").resolve(name).toFile();
  }
}
