package io.entrepot.server.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.entrepot.server.contract.Repository.Part;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Content Management")
final class ContentManagementTest {
  @RegisterExtension static final RegistryExtension REGISTRY = new RegistryExtension();

  private final Repository repository = REGISTRY.repository();

  @Test
  @DisplayName("Deleting tags: a deleted tag is gone and its manifest stays")
  void a_deleted_tag_is_gone_and_its_manifest_stays() {
    Documents image = repository.pushImage("v1", "layer");
    repository.get("/manifests/v1").expect(200);
    repository.delete("/manifests/v1").expect(202);
    repository.get("/manifests/v1").expectError(404, "MANIFEST_UNKNOWN");
    repository.get("/manifests/" + image.digest()).expect(200);
    repository.delete("/manifests/v1").expectError(404, "MANIFEST_UNKNOWN");
  }

  @Test
  @DisplayName("Deleting Manifests: a deleted manifest is gone with its tags")
  void a_deleted_manifest_is_gone_with_its_tags() {
    Documents image = repository.pushImage("v1", "layer");
    repository.pushManifest("v2", image).expect(201);
    repository.delete("/manifests/" + image.digest()).expect(202);
    for (String reference : new String[] {"v1", "v2", image.digest()}) {
      repository.get("/manifests/" + reference).expectError(404, "MANIFEST_UNKNOWN");
    }
    repository.delete("/manifests/" + image.digest()).expectError(404, "MANIFEST_UNKNOWN");
  }

  @Test
  @DisplayName("Deleting Manifests: in a repository that does not exist")
  void nothing_is_deleted_in_a_repository_that_does_not_exist() {
    String digest = Repository.sha256(new byte[0]).toString();
    repository.delete("/manifests/" + digest).expectError(404, "NAME_UNKNOWN");
    repository.delete("/manifests/v1").expectError(404, "NAME_UNKNOWN");
    repository.delete("/blobs/" + digest).expectError(404, "NAME_UNKNOWN");
  }

  @Test
  @DisplayName("Deleting Manifests: one that an index holds stays")
  void a_manifest_that_an_index_holds_stays() {
    Documents image = repository.pushImage("image", "layer");
    Documents index = Documents.index(Documents.OCI_INDEX, image);
    repository.pushManifest("index", index).expect(201);
    Answer refused = repository.delete("/manifests/" + image.digest()).expectError(405, "DENIED");
    assertTrue(refused.text().contains(index.digest()), refused.text());
    repository.get("/manifests/image").expect(200);
    repository.delete("/manifests/" + index.digest()).expect(202);
    repository.delete("/manifests/" + image.digest()).expect(202);
  }

  @Test
  @DisplayName("Deleting Manifests: a deleted referrer is listed no more")
  void a_deleted_referrer_is_listed_no_more() {
    Documents subject = repository.pushImage("v1", "layer");
    Documents referrer = subject.withSubject(subject);
    repository.pushManifest(referrer.digest(), referrer).expect(201);
    repository.delete("/manifests/" + referrer.digest()).expect(202);
    Answer left = repository.get("/referrers/" + subject.digest()).expect(200);
    assertTrue(left.json().get("manifests").isEmpty(), left.text());
  }

  @Test
  @DisplayName("Deleting Blobs: a deleted blob is gone")
  void a_deleted_blob_is_gone() {
    Part blob = repository.blob("some content");
    repository.get("/blobs/" + blob.digest()).expect(200);
    repository.delete("/blobs/" + blob.digest()).expect(202);
    repository.get("/blobs/" + blob.digest()).expectError(404, "BLOB_UNKNOWN");
    repository.delete("/blobs/" + blob.digest()).expectError(404, "BLOB_UNKNOWN");
    repository.blob("some content");
    repository.get("/blobs/" + blob.digest()).expect(200);
  }

  @Test
  @DisplayName("Deleting Blobs: one that a manifest holds stays")
  void a_blob_that_a_manifest_holds_stays() {
    Part layer = repository.blob("a layer");
    Documents image = Documents.image(repository.blob("{}"), layer);
    repository.pushManifest("v1", image).expect(201);
    Answer refused = repository.delete("/blobs/" + layer.digest()).expectError(405, "DENIED");
    assertTrue(refused.text().contains(image.digest()), refused.text());
    repository.get("/blobs/" + layer.digest()).expect(200);
  }
}
