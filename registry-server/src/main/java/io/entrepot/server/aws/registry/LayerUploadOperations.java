package io.entrepot.server.aws.registry;

import io.entrepot.auth.decide.EcrAction;
import io.entrepot.server.aws.Asker;
import io.entrepot.server.aws.AwsError;
import io.entrepot.server.aws.AwsException;
import io.entrepot.server.aws.Call;
import io.entrepot.server.aws.Input;
import io.entrepot.server.aws.Operation;
import io.entrepot.server.aws.Part;
import io.entrepot.server.aws.Tree.Members;
import io.entrepot.server.oci.Uploader;
import io.entrepot.storage.failure.StorageException;
import io.entrepot.storage.failure.StorageFailure;
import io.entrepot.storage.oci.Digest;
import io.entrepot.storage.oci.DigestAlgorithm;
import io.entrepot.storage.oci.RepositoryKey;
import io.entrepot.storage.registry.Layers;
import io.entrepot.storage.registry.UploadStatus;
import io.entrepot.storage.upload.ByteSource;
import io.entrepot.storage.upload.UploadId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Operations that bring a layer in parts (ECR API reference). An upload belongs to whoever began
 * it, by whichever door. A part of any size is taken; that parts but the last have 5 MiB or more is
 * not asked for.
 */
public final class LayerUploadOperations {
  /** The size of parts that clients are told to send, in bytes. */
  static final long PART_BYTES = 10L << 20;

  /** Largest part, in bytes (ECR API reference, LayerPartBlob). */
  public static final int MAX_PART_BYTES = 20 << 20;

  private final Registries registries;
  private final Layers layers;
  private final Existence existence;

  public LayerUploadOperations(Registries registries, Layers layers, Existence existence) {
    this.registries = registries;
    this.layers = layers;
    this.existence = existence;
  }

  /** All of them. */
  public List<Operation> all() {
    return List.of(
        new Operation("InitiateLayerUpload", this::initiate),
        new Operation("UploadLayerPart", this::upload),
        new Operation("CompleteLayerUpload", this::complete));
  }

  private Call initiate(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    return Call.needing(Registries.may(EcrAction.INITIATE_LAYER_UPLOAD, key))
        .gives(() -> {
          existence.require(key);
          UploadStatus upload =
              layers.startUpload(key, DigestAlgorithm.SHA256, Uploader.of(asker.principal()));
          return Members.of("uploadId", upload.id().toString()).and("partSize", PART_BYTES);
        });
  }

  private Call upload(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    String upload = input.text("uploadId");
    long first = input.number("partFirstByte");
    long last = input.number("partLastByte");
    Part part = input.part("layerPartBlob", MAX_PART_BYTES);
    return Call.needing(Registries.may(EcrAction.UPLOAD_LAYER_PART, key))
        .gives(() -> {
          UploadId id = owned(asker, key, upload);
          if (last - first + 1 != part.size()) {
            throw invalidPart(
                key, id, "the part has " + part.size() + " bytes, not those that were named");
          }
          UploadStatus status = append(key, id, first, part);
          return shape(key, id).and("lastByteReceived", status.received() - 1);
        });
  }

  private UploadStatus append(RepositoryKey key, UploadId id, long first, Part part) {
    ByteSource source =
        sink -> part.drainTo(bytes -> sink.write(new ByteBuffer[] {ByteBuffer.wrap(bytes)}));
    try {
      return layers.append(key, id, OptionalLong.of(first), source);
    } catch (StorageException e) {
      throw switch (e.failure()) {
        case StorageFailure.UploadOutOfOrder f -> invalidPart(key, id, f.message());
        case StorageFailure.UploadUnknown f -> notFound(key, id.toString());
        default -> e;
      };
    }
  }

  private AwsException invalidPart(RepositoryKey key, UploadId id, String why) {
    long received = layers.uploadStatus(key, id).received();
    return AwsError.INVALID_LAYER_PART.because(
        "Invalid layer part: " + why, shape(key, id).and("lastValidByteReceived", received - 1));
  }

  private Call complete(Asker asker, Input input) {
    RepositoryKey key = registries.repository(asker, input);
    String upload = input.text("uploadId");
    List<Digest> digests =
        input.someTexts("layerDigests").stream().map(Digest::parse).distinct().toList();
    if (digests.size() > 1) {
      throw AwsError.INVALID_PARAMETER.because(
          "Invalid parameter at 'layerDigests' failed to satisfy constraint: 'a layer has one"
              + " digest'");
    }
    return Call.needing(Registries.may(EcrAction.COMPLETE_LAYER_UPLOAD, key))
        .gives(() -> complete(key, owned(asker, key, upload), digests.getFirst()));
  }

  private Members complete(RepositoryKey key, UploadId id, Digest digest) {
    try {
      if (layers.uploadStatus(key, id).received() == 0) {
        throw AwsError.EMPTY_UPLOAD.because("The layer upload with id '" + id + "' has no parts");
      }
      boolean present = isPresent(key, digest);
      layers.completeUpload(key, id, OptionalLong.empty(), sink -> {}, digest);
      if (present) {
        throw AwsError.LAYER_ALREADY_EXISTS.because(
            "The layer '"
                + digest
                + "' already exists in the repository with name '"
                + key.name()
                + "' in the registry with id '"
                + key.registry().account()
                + "'");
      }
      return shape(key, id).and("layerDigest", digest.toString());
    } catch (StorageException e) {
      throw switch (e.failure()) {
        case StorageFailure.DigestMismatch f ->
            AwsError.INVALID_LAYER.because(
                "The layer has the digest '" + f.actual() + "', not '" + f.expected() + "'");
        case StorageFailure.UploadUnknown f -> notFound(key, id.toString());
        default -> e;
      };
    }
  }

  private boolean isPresent(RepositoryKey key, Digest digest) {
    try {
      return layers.stat(key, digest).digest().equals(digest);
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.BlobUnknown) {
        return false;
      }
      throw e;
    }
  }

  /** The upload, when the caller began it. */
  private UploadId owned(Asker asker, RepositoryKey key, String text) {
    existence.require(key);
    try {
      UploadId id = new UploadId(UUID.fromString(text));
      layers.requireOwner(key, id, Uploader.of(asker.principal()));
      return id;
    } catch (IllegalArgumentException e) {
      throw notFound(key, text);
    } catch (StorageException e) {
      if (e.failure() instanceof StorageFailure.UploadUnknown) {
        throw notFound(key, text);
      }
      throw e;
    }
  }

  private static AwsException notFound(RepositoryKey key, String upload) {
    return AwsError.UPLOAD_NOT_FOUND.because(
        "The upload with id '"
            + upload
            + "' does not exist in the repository with name '"
            + key.name()
            + "' in the registry with id '"
            + key.registry().account()
            + "'");
  }

  private static Members shape(RepositoryKey key, UploadId id) {
    return Registries.shape(key).and("uploadId", id.toString());
  }
}
