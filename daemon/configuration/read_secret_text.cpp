#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "daemon/configuration/read_sinks.h"

namespace rasid::configuration {
namespace {

constexpr std::size_t most_bytes = 4096;

/// The first line of a file; nothing where it cannot be read or is empty.
std::optional<std::string> first_line(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line(most_bytes, '\0');
  file.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  line.resize(std::min(line.find_first_of(std::string_view("\r\n\0", 3)), line.size()));
  return line.empty() ? std::nullopt : std::optional(std::move(line));
}

sinks::SecretText read_file_at(SinkReading const& reading, yaml::Value const& at, std::filesystem::path const& path) {
  if (auto line = first_line(path)) return sinks::SecretText(*std::move(line));
  reading.problems.push_back(reading.file.error(at, fmt::format("no secret can be read from {}", path.string()),
                                                "put it into the file's first line, readable by the daemon"));
  return {};
}

sinks::SecretText read_credential(SinkReading const& reading, yaml::Value const& at, std::string const& name) {
  char const* credentials = std::getenv("CREDENTIALS_DIRECTORY");
  if (credentials != nullptr && !name.empty() && name.find('/') == std::string::npos) {
    return read_file_at(reading, at, std::filesystem::path(credentials) / name);
  }
  reading.problems.push_back(reading.file.error(at, fmt::format("there is no credential \"{}\"", name),
                                                "add LoadCredential= to the service, or use a file"));
  return {};
}

}  // namespace

sinks::SecretText read_secret_text(SinkReading const& reading, yaml::MapReader& map, std::string const& name,
                                   bool required) {
  if (yaml::Value const* written = map.child(name)) {
    reading.secret_lines.insert(written->line);
    map.report(*written, fmt::format("a secret does not stand in the configuration: \"{}\"", name),
               fmt::format("put it into a file, and write {}_file: secrets/{}", name, name));
    return {};
  }
  auto const file = map.text(name + "_file");
  auto const credential = map.text(name + "_credential");
  if (file) return read_file_at(reading, *map.child(name + "_file"), reading.folder / *file);
  if (credential) return read_credential(reading, *map.child(name + "_credential"), *credential);
  // Reports the missing key as every other.
  if (required) (void)map.required_child(name + "_file");
  return {};
}

sinks::SecretText read_secret_value(SinkReading const& reading, yaml::Value const& value, std::string const& what) {
  yaml::MapReader map(reading.file, value, what, reading.problems);
  std::string const prefix = map.text("prefix").value_or("");
  auto const file = map.text("file");
  auto const credential = map.text("credential");
  sinks::SecretText secret;
  if (file) {
    secret = read_file_at(reading, *map.child("file"), reading.folder / *file);
  } else if (credential) {
    secret = read_credential(reading, *map.child("credential"), *credential);
  } else {
    (void)map.required_child("file");
  }
  map.finish();
  return secret.empty() ? secret : sinks::SecretText(prefix + secret.reveal());
}

}  // namespace rasid::configuration
