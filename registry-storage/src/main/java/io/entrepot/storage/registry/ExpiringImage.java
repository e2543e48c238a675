package io.entrepot.storage.registry;

import io.entrepot.storage.oci.Digest;
import java.util.Optional;

/**
 * An image that a policy takes away.
 *
 * @param image as it was when that was decided
 * @param leader the image that it goes with, and not before
 * @param rule the priority of the rule that decided
 * @param reason a sentence
 */
public record ExpiringImage(
    SurveyedImage image, Optional<Digest> leader, int rule, String reason) {}
