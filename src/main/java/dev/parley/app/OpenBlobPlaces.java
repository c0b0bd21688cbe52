package dev.parley.app;

import dev.parley.blob.BlobFailure;
import dev.parley.blob.BlobStores;
import dev.parley.cli.BlobPlaces;
import dev.parley.file.BlobStock;
import dev.parley.file.SignedUrls;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens stores of blobs for the command that moves them, which gives out no URLs. */
record OpenBlobPlaces(SettingSource source, Path dataDirectory) implements BlobPlaces {
  private static final String STORE = "s3://";

  @Override
  public BlobStock open(String address, boolean written) {
    try {
      return address.startsWith(STORE) ? store(address, written) : folder(address, written);
    } catch (BlobFailure | UncheckedIOException failed) {
      throw new Unusable(String.valueOf(failed.getMessage()), failed);
    } catch (IllegalArgumentException unfit) {
      throw new Unusable("The address of the store " + unfit.getMessage() + ".", unfit);
    }
  }

  private BlobStock store(String address, boolean written) {
    var store = ReadBlobSettings.address(source, address);
    var keys = ReadBlobSettings.keys(source);
    if (written) {
      BlobStores.require(store, keys);
    }
    return BlobStores.s3(store, keys, InstantSource.system(), noUrls());
  }

  private BlobStock folder(String address, boolean written) {
    var folder = address.equals("directory") ? Filing.folder(dataDirectory) : Path.of(address);
    if (!written && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "names a folder that is not on this machine: "
              + folder
              + "; run this where it is, and name it with --from");
    }
    return BlobStores.directory(folder.toAbsolutePath(), noUrls());
  }

  private static SignedUrls noUrls() {
    return new SignedUrls(
        _ -> {
          throw new IllegalStateException("a move gives out no URLs");
        },
        InstantSource.system(),
        () -> "");
  }
}
