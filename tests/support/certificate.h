#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace rasid::test {

/// A certificate of a server named localhost that nobody but its own file vouches for, and its key, both PEM.
struct Certificate {
  std::filesystem::path file;
  std::filesystem::path key;

  /// Made by the openssl program in `folder`, readable for servers that run as somebody else.
  static Certificate make(std::filesystem::path const& folder) {
    Certificate made{folder / "certificate.pem", folder / "key.pem"};
    std::string const command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext "
        "subjectAltName=DNS:localhost -keyout " +
        made.key.string() + " -out " + made.file.string() + " 2>/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("openssl made no certificate");
    std::filesystem::permissions(made.key, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    return made;
  }
};

}  // namespace rasid::test
