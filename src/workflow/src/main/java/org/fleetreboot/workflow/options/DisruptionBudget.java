package org.fleetreboot.workflow.options;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which devices may not be down together. It holds across groups and runs, among groups that name
 * the tag.
 *
 * @param neverTogether the tag that names a pair, of which at most one is down; null for none
 * @param maxDownPer how many devices with the same value of a tag may be down
 */
@RecordBuilder
public record DisruptionBudget(@Nullable TagPath neverTogether, List<TagDownLimit> maxDownPer) {
  public DisruptionBudget {
    maxDownPer = List.copyOf(maxDownPer);
    if (neverTogether == null && maxDownPer.isEmpty()) {
      throw new IllegalArgumentException("A disruption budget needs at least one tag.");
    }
  }

  /** The whole budget as limits. */
  public List<TagDownLimit> limits() {
    if (neverTogether == null) {
      return maxDownPer;
    }
    List<TagDownLimit> all = new ArrayList<>(maxDownPer);
    all.add(new TagDownLimit(neverTogether, 1));
    return all;
  }

  /** The device's values of the budget's tags, by path, without tags that the device lacks. */
  public Map<String, String> of(Map<TagPath, String> twinTags) {
    Map<String, String> tags = new TreeMap<>();
    for (TagDownLimit limit : limits()) {
      String value = twinTags.get(limit.tag());
      if (value != null) {
        tags.put(limit.tag().path(), value);
      }
    }
    return tags;
  }
}
