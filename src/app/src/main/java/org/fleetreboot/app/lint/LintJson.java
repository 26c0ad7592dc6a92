package org.fleetreboot.app.lint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The findings in some route files, in JSON. */
public record LintJson(int files, List<Line> findings) {
  /**
   * The findings.
   *
   * @param here the folder from which files are named
   */
  public static LintJson of(int files, List<Finding> findings, Path here) {
    return new LintJson(
        files,
        findings.stream()
            .map(
                finding ->
                    new Line(
                        finding.name(here),
                        finding.line() > 0 ? finding.line() : null,
                        finding.route(),
                        finding.text()))
            .toList());
  }

  /** A finding; one about a whole file has no line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(String file, @Nullable Integer line, @Nullable String route, String text) {}
}
