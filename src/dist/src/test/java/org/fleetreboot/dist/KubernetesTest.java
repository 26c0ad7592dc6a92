package org.fleetreboot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KubernetesTest {
  private static final Path EXAMPLE = Path.of("src/main/archive/kubernetes/fleet-reboot.yaml");

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/Secret", Secret.class,
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

  /** The types of Kubernetes keep fields that they do not know; here such a field is an error. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated any) {
                  return false;
                }
              })
          .build();

  private final List<HasMetadata> objects = new ArrayList<>();

  KubernetesTest() throws IOException {
    try (MappingIterator<JsonNode> all =
        YAML.readerFor(JsonNode.class).readValues(EXAMPLE.toFile())) {
      for (JsonNode object : all.readAll()) {
        String kind = object.at("/apiVersion").asText() + "/" + object.at("/kind").asText();
        objects.add(YAML.treeToValue(object, KINDS.get(kind)));
      }
    }
  }

  @Test
  void oneProgramOwnsTheJournalOnAVolume() {
    StatefulSet set = one(StatefulSet.class);

    assertThat(set.getSpec().getReplicas()).isEqualTo(1);
    assertThat(set.getSpec().getVolumeClaimTemplates().get(0).getSpec().getAccessModes())
        .containsExactly("ReadWriteOncePod");
    assertThat(container().getVolumeMounts())
        .anySatisfy(
            mount -> {
              assertThat(mount.getName()).isEqualTo("journal");
              assertThat(mount.getMountPath()).isEqualTo("/var/lib/fleet-reboot");
            });
  }

  @Test
  void theProbesAskAtThePortOfTheSettings() throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(one(ConfigMap.class).getData().get("application.properties")));

    assertThat(settings.getProperty("reboot.observe.port"))
        .isEqualTo(container().getPorts().get(0).getContainerPort().toString())
        .isEqualTo(one(Service.class).getSpec().getPorts().get(0).getPort().toString());
    assertThat(container().getLivenessProbe().getHttpGet().getPath())
        .isEqualTo("/observe/health/live");
    assertThat(container().getReadinessProbe().getHttpGet().getPath())
        .isEqualTo("/observe/health/ready");
    assertThat(container().getLivenessProbe().getHttpGet().getPort().getStrVal())
        .isEqualTo(container().getPorts().get(0).getName());
  }

  @Test
  void thePodHasNoRightThatItDoesNotNeed() {
    assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod().getAutomountServiceAccountToken()).isFalse();
    assertThat(container().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void everyObjectSelectsThePod() {
    Map<String, String> labels =
        one(StatefulSet.class).getSpec().getTemplate().getMetadata().getLabels();

    assertThat(one(StatefulSet.class).getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
    assertThat(one(Service.class).getSpec().getSelector()).isEqualTo(labels);
    assertThat(one(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
        .isEqualTo(labels);
    assertThat(container().getEnvFrom().get(0).getSecretRef().getName())
        .isEqualTo(one(Secret.class).getMetadata().getName());
  }

  private PodSpec pod() {
    return one(StatefulSet.class).getSpec().getTemplate().getSpec();
  }

  private Container container() {
    return pod().getContainers().get(0);
  }

  private <T> T one(Class<T> type) {
    List<T> found = objects.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
