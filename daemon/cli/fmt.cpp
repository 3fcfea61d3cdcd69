#include <fstream>

#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "rules/format_file.h"
#include "rules/load_watches.h"

namespace rasid::cli {
namespace {

namespace fs = std::filesystem;

/// Beside the file first, so that nobody sees half of it, and with its mode.
bool write(fs::path const& path, std::string const& content) {
  fs::path const beside = path.string() + ".formatted";
  std::error_code error;
  std::ofstream stream(beside, std::ios::binary);
  stream << content;
  stream.close();
  if (stream) fs::permissions(beside, fs::status(path, error).permissions(), error);
  if (stream && !error) fs::rename(beside, path, error);
  if (stream && !error) return true;
  fmt::print(stderr, "{}: error: cannot be written: {}\n", path.string(),
             error ? error.message() : std::generic_category().message(errno));
  fs::remove(beside, error);
  return false;
}

enum class Outcome { unchanged, changed, wrong, unwritable };

Outcome format(fs::path const& path, bool check) {
  auto const content = read_input(path.string());
  if (!content) return Outcome::wrong;
  auto const formatted = rules::format_file(path.string(), *content);
  if (!formatted) {
    for (Diagnostic const& problem : formatted.error()) fmt::print(stderr, "{}", render(problem));
    return Outcome::wrong;
  }
  if (*formatted == *content) return Outcome::unchanged;
  if (!check && !write(path, *formatted)) return Outcome::unwritable;
  fmt::print("{}: {}\n", path.string(), check ? "is not in its plain form" : "formatted");
  return Outcome::changed;
}

}  // namespace

int format(FormatOptions const& options) {
  std::vector<fs::path> files(options.files.begin(), options.files.end());
  if (files.empty()) {
    auto const found = rules::rule_files(options.config / "rules.d");
    if (!found) {
      fmt::print(stderr, "{}: error: {}\n", (options.config / "rules.d").string(), found.error().message());
      return wrong_input;
    }
    files = *found;
  }
  int status = done;
  for (fs::path const& file : files) {
    Outcome const outcome = format(file, options.check);
    if (outcome == Outcome::wrong) status = wrong_input;
    bool const unmet = outcome == Outcome::unwritable || (outcome == Outcome::changed && options.check);
    if (unmet && status == done) status = failed;
  }
  return status;
}

}  // namespace rasid::cli
