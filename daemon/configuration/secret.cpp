#include "daemon/configuration/secret.h"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

namespace rasid::configuration {
namespace {

constexpr std::size_t most_bytes = 4096;

constexpr std::string_view remedy =
    "put one line \"whsec_…\" (base64 of 24 to 64 random bytes) into it, readable by the daemon";

/// The first line of a file, without the line break an editor leaves; nothing where it cannot be read.
std::optional<std::string> first_line(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string content(most_bytes, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return content.substr(0, content.find_first_of("\r\n"));
}

void read_one(yaml::MapReader& sink, std::string_view key, std::filesystem::path const& path,
              std::vector<sinks::Secret>& secrets) {
  auto const line = first_line(path);
  if (!line) {
    std::error_code const code(errno, std::generic_category());
    sink.report(*sink.child(key), fmt::format("{} cannot be read: {}", path.string(), code.message()),
                std::string(remedy));
    return;
  }
  auto secret = sinks::Secret::parse(*line);
  if (secret) {
    secrets.push_back(*std::move(secret));
  } else {
    sink.report(*sink.child(key), fmt::format("{} holds no secret: {}", path.string(), secret.error().code.message()),
                std::string(remedy));
  }
}

void blot_after(std::string& text, std::string_view prefix) {
  constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
    at += prefix.size();
    std::size_t const end = std::min(text.find_first_not_of(base64, at), text.size());
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), '*');
  }
}

void blot(std::string& text) {
  blot_after(text, "whsec_");
  blot_after(text, "whsk_");
}

}  // namespace

void hide_secrets(Diagnostics& problems) {
  for (Diagnostic& problem : problems) {
    blot(problem.message);
    blot(problem.source_line);
    blot(problem.remedy);
  }
}

std::vector<sinks::Secret> read_secrets(yaml::MapReader& sink, std::filesystem::path const& folder) {
  std::vector<sinks::Secret> secrets;
  for (std::string const& file : sink.texts("secret_file")) read_one(sink, "secret_file", folder / file, secrets);
  char const* credentials = std::getenv("CREDENTIALS_DIRECTORY");
  for (std::string const& name : sink.texts("secret_credential")) {
    if (credentials == nullptr || name.find('/') != std::string::npos) {
      sink.report(*sink.child("secret_credential"), fmt::format("there is no credential \"{}\"", name),
                  "add LoadCredential= to the service, or use secret_file");
    } else {
      read_one(sink, "secret_credential", std::filesystem::path(credentials) / name, secrets);
    }
  }
  return secrets;
}

}  // namespace rasid::configuration
