package org.fleetreboot.architecture.broken.yaml;

import org.fleetreboot.architecture.broken.reboot.CallsTheHub;

public final class ReadsTheSteps {
  CallsTheHub step = new CallsTheHub();
}
