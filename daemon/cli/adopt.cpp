// rasid names adopt: a watchlist entry for a name that was discovered.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <fmt/format.h>

#include <fstream>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/cli/names.h"
#include "daemon/cli/replace_file.h"
#include "extractors/entities/watchlist.h"
#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"
#include "extractors/yaml/yaml.h"

namespace rasid::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_key_bytes = 64;

/// In Latin letters without marks, for the key and as a first label.
std::string romanised(std::string const& name) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> const to_latin(
      icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || to_latin == nullptr) return name;
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(name);
  to_latin->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string key_of(std::string const& label) {
  std::string out;
  for (char const c : text::fold(label)) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  out.resize(std::min(out.size(), most_key_bytes));
  while (out.ends_with('-')) out.pop_back();
  return out.empty() ? "name" : out;
}

std::string quoted(std::string const& text) {
  std::string out = "'";
  for (char const c : text) {
    if (static_cast<unsigned char>(c) < ' ') continue;
    out += c;
    if (c == '\'') out += c;
  }
  return out + '\'';
}

struct Entry {
  std::string key;
  std::string yaml;
};

Entry entry_for(AdoptOptions const& options) {
  std::string const label = romanised(options.name);
  Entry out{key_of(label), {}};
  out.yaml = fmt::format("  - id: {}\n    kind: {}\n    label: {}\n", out.key, options.kind, quoted(label));
  if (!options.group.empty()) out.yaml += fmt::format("    groups: [{}]\n", quoted(options.group));
  out.yaml += fmt::format("    names:\n      any: [{}]\n", quoted(options.name));
  return out;
}

/// The file with the entry at its end, if it can stand there.
std::optional<std::string> appended(fs::path const& file, Entry const& entry) {
  std::string content = "version: 1\nactors:\n";
  if (fs::exists(file)) {
    auto existing = read_input(file.string());
    if (!existing) return std::nullopt;
    content = *std::move(existing);
    if (!content.empty() && !content.ends_with('\n')) content += '\n';
  }
  content += entry.yaml;
  auto const parsed = yaml::parse(file.string(), content);
  if (!parsed) {
    fmt::print(stderr, "{}", render(parsed.error()));
    return std::nullopt;
  }
  entities::Loaded const loaded = entities::read_watchlist(*parsed);
  for (Diagnostic const& problem : loaded.problems) fmt::print(stderr, "{}", render(problem));
  if (has_errors(loaded.problems)) return std::nullopt;
  auto const same = std::ranges::count_if(loaded.entities, [&](entities::Listed const& each) {
    return each.entity.key == entry.key && each.entity.kind != EntityKind::place;
  });
  if (same == 1) return content;
  fmt::print(stderr, "{}: error: {}\n", file.string(),
             same == 0 ? "the list of actors is not the last in this file; put the entry there by hand"
                       : fmt::format("\"{}\" is listed already", entry.key));
  return std::nullopt;
}

}  // namespace

int adopt(AdoptOptions const& options) {
  AdoptOptions wanted = options;
  wanted.name = make_valid_utf8(options.name);
  if (text::fold(wanted.name).empty()) {
    fmt::print(stderr, "error: the name \"{}\" has no letter\n", wanted.name);
    return wrong_input;
  }
  Entry const entry = entry_for(wanted);
  if (wanted.to.empty()) {
    fmt::print("{}", entry.yaml);
    return done;
  }
  auto const content = appended(wanted.to, entry);
  if (!content) return wrong_input;
  if (!replace_file(wanted.to, *content)) return failed;
  fmt::print("{}: added {}; a reload puts it in force\n", wanted.to.string(), entry.key);
  return done;
}

}  // namespace rasid::cli
