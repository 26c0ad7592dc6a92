package org.fleetreboot.bench;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jol.vm.VM;
import org.openjdk.jol.vm.VirtualMachine;

/**
 * What holds the memory of a program. Each object belongs to the class of this project that holds
 * it and to the field there; an object of such a class belongs to its own class. An object that is
 * held twice counts once, where the way from the program is shortest.
 */
final class HeapHolders {
  /** The flags of a JVM in which this works: fields of records have no offset without them. */
  static final List<String> FLAGS = List.of("-Xmx2g", "-Djol.magicFieldOffset=true");

  /** How the ids of devices begin, which are told apart from other texts. */
  static final String ID = "device-";

  private static final String PROJECT = "org.fleetreboot.";

  private final VirtualMachine vm = VM.current();
  private final Map<Class<?>, List<Reading>> readings = new HashMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Held> open = new ArrayDeque<>();
  private final Map<String, Long> bytes = new HashMap<>();

  private HeapHolders() {}

  /** The bytes of all that the object reaches, by what holds them. */
  static Map<String, Long> bytes(Object root) {
    HeapHolders holders = new HeapHolders();
    holders.reach(root, root.getClass().getSimpleName());
    for (Held next = holders.open.poll(); next != null; next = holders.open.poll()) {
      holders.enter(next);
    }
    return holders.bytes;
  }

  /** The bytes of a text and its characters. */
  static long bytesOf(String text) {
    return bytes(text).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The growth by device, the largest first, without what is less than half a byte. */
  static Map<String, Double> perDevice(
      Map<String, Long> before, Map<String, Long> after, int devices) {
    Map<String, Double> all = new LinkedHashMap<>();
    after.entrySet().stream()
        .map(e -> Map.entry(e.getKey(), e.getValue() - before.getOrDefault(e.getKey(), 0L)))
        .filter(e -> e.getValue() * 2 >= devices)
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(e -> all.put(e.getKey(), Math.round(10.0 * e.getValue() / devices) / 10.0));
    return all;
  }

  private void reach(Object object, String holder) {
    if (!(object instanceof Class
            || object instanceof ClassLoader
            || object instanceof Thread
            || object instanceof Module)
        && seen.add(object)) {
      open.add(new Held(object, holder(object, holder)));
    }
  }

  private static String holder(Object object, String holder) {
    if (object instanceof String text && text.startsWith(ID)) {
      return "ids of devices in " + holder;
    }
    return object.getClass().getName().startsWith(PROJECT) ? name(object.getClass()) : holder;
  }

  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  private void enter(Held held) {
    Object object = held.object();
    bytes.merge(held.holder(), vm.sizeOf(object), Long::sum);
    Class<?> type = object.getClass();
    if (type.isArray()) {
      for (int i = 0; !type.componentType().isPrimitive() && i < Array.getLength(object); i++) {
        Object element = Array.get(object, i);
        if (element != null) {
          reach(element, held.holder());
        }
      }
      return;
    }
    boolean ours = type.getName().startsWith(PROJECT);
    for (Reading field : readings.computeIfAbsent(type, this::readings)) {
      Object value = vm.getObject(object, field.offset());
      if (value != null) {
        reach(value, ours ? name(type) + "." + field.name() : held.holder());
      }
    }
  }

  /** The fields of a class that hold references, without those that keep nothing alive. */
  private List<Reading> readings(Class<?> type) {
    List<Reading> all = new ArrayList<>();
    for (Class<?> level = type; level != null && level != Reference.class; ) {
      for (Field field : level.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          all.add(new Reading(field.getName(), vm.fieldOffset(field)));
        }
      }
      level = level.getSuperclass();
    }
    return all;
  }

  private record Held(Object object, String holder) {}

  /** A field that holds a reference. */
  private record Reading(String name, long offset) {}
}
