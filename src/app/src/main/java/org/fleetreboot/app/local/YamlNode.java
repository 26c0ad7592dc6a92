package org.fleetreboot.app.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fleetreboot.app.failure.ProgramFailure;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A node of a YAML file that knows its position, for errors with file and line. */
record YamlNode(Path file, Node node) {

  /** The values by key, in the order of the file. */
  Map<String, YamlNode> mapping() {
    if (!(node instanceof MappingNode mapping)) {
      throw refused("expected 'key: value'");
    }
    Map<String, YamlNode> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      YamlNode key = at(entry.getKeyNode());
      if (values.put(key.text(), at(entry.getValueNode())) != null) {
        throw key.refused("'" + key.text() + "' occurs twice here; remove one");
      }
    }
    return values;
  }

  /** As {@link #mapping()}, but only with these keys. */
  Map<String, YamlNode> mappingOf(Set<String> known) {
    Map<String, YamlNode> values = mapping();
    values.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw value.refused(
                "unknown key '%s'; the keys are %s"
                    .formatted(key, String.join(", ", new TreeSet<>(known))));
          }
        });
    return values;
  }

  List<YamlNode> sequence() {
    if (!(node instanceof SequenceNode sequence)) {
      throw refused("expected a list, each entry with a '-' before it");
    }
    return sequence.getValue().stream().map(this::at).toList();
  }

  /** A text; numbers and booleans must be quoted. */
  String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw refused("expected a text");
    }
    if (!scalar.getTag().equals(Tag.STR)) {
      throw refused("expected a text: write \"%s\", with the quotes".formatted(scalar.getValue()));
    }
    return scalar.getValue();
  }

  /** A scalar, or a list of scalars joined with commas. */
  String value() {
    if (node instanceof SequenceNode) {
      return sequence().stream().map(YamlNode::value).collect(Collectors.joining(","));
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw refused("expected a value or a list of values");
  }

  int wholeNumber(int least, int most) {
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.INT)
        && scalar.getValue().matches("\\d{1,9}")) {
      int number = Integer.parseInt(scalar.getValue());
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw refused("expected a whole number from %d to %d".formatted(least, most));
  }

  /** An error with its position. */
  ProgramFailure refused(String why) {
    return refusal(file, node.getStartMark(), why);
  }

  static ProgramFailure refusal(Path file, Optional<Mark> mark, String why) {
    String where =
        mark.map(at -> ", line %d, column %d".formatted(at.getLine() + 1, at.getColumn() + 1))
            .orElse("");
    return ProgramFailure.setup("%s%s: %s.".formatted(file, where, why));
  }

  private YamlNode at(Node other) {
    return new YamlNode(file, other);
  }
}
