#include "daemon/configuration/feed_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "daemon/configuration/read_settings.h"
#include "daemon/feeds/article_of.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {
namespace {

namespace fs = std::filesystem;

Error last_error(std::string doing) {
  return {std::error_code(errno, std::generic_category()), std::move(doing)};
}

/// A string in YAML's double quotes.
std::string yaml_string(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string lines_of(FeedSettings const& feed) {
  std::string out = fmt::format("  - id: {}\n    url: {}\n", yaml_string(feed.id.value), yaml_string(feed.url));
  if (!feed.title.empty() && feed.title != feed.id.value)
    out += fmt::format("    title: {}\n", yaml_string(feed.title));
  if (!feed.language.empty()) out += fmt::format("    lang: {}\n", yaml_string(feed.language));
  if (!feed.country.empty()) out += fmt::format("    country: {}\n", yaml_string(feed.country));
  std::string tags;
  for (std::string const& tag : feed.tags) tags += (tags.empty() ? "" : ", ") + yaml_string(tag);
  if (!tags.empty()) out += fmt::format("    tags: [{}]\n", tags);
  if (feed.interval) out += fmt::format("    interval: {}\n", to_text(*feed.interval));
  if (feed.least_interval) out += fmt::format("    min_interval: {}\n", to_text(*feed.least_interval));
  if (feed.most_interval) out += fmt::format("    max_interval: {}\n", to_text(*feed.most_interval));
  if (feed.full_text == FullText::always) out += "    full_text: always\n";
  if (feed.full_text == FullText::never) out += "    full_text: never\n";
  if (feed.allow_private) out += "    allow_private: true\n";
  return out;
}

/// A file of ours beside its final place, gone with this object unless it was moved there.
class NewFile {
 public:
  explicit NewFile(fs::path const& final) : path_(final.parent_path() / ("." + final.filename().string() + ".XXXXXX")) {
    descriptor_ = ::mkstemp(path_.data());
  }
  ~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(path_.c_str());
  }
  NewFile(NewFile const&) = delete;
  NewFile& operator=(NewFile const&) = delete;

  [[nodiscard]] bool write(std::string_view content, mode_t mode) const {
    while (descriptor_ >= 0 && !content.empty()) {
      ssize_t const written = ::write(descriptor_, content.data(), content.size());
      if (written < 0) return false;
      content.remove_prefix(static_cast<std::size_t>(written));
    }
    return descriptor_ >= 0 && ::fchmod(descriptor_, mode) == 0 && ::fsync(descriptor_) == 0;
  }
  [[nodiscard]] char const* path() const { return path_.c_str(); }

 private:
  std::string path_;
  int descriptor_ = -1;
};

std::string content_of(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The ids of a feed file; nothing where it has mistakes.
std::optional<std::vector<FeedId>> ids_in(fs::path const& folder, std::string const& name, std::string_view content) {
  auto const file = yaml::parse(name, content);
  if (!file) return std::nullopt;
  FeedPlaces places;
  Diagnostics problems;
  std::vector<FeedId> ids;
  for (FeedSettings const& feed : feeds_in(*file, folder, places, problems)) ids.push_back(feed.id);
  if (has_errors(problems)) return std::nullopt;
  return ids;
}

/// Offset of the begin of each line, and of the end.
std::vector<std::size_t> line_begins(std::string_view text) {
  std::vector<std::size_t> begins{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    begins.push_back(at + 1);
  if (begins.back() != text.size()) begins.push_back(text.size());
  return begins;
}

bool is_blank_or_comment(std::string_view line) {
  auto const first = line.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || line[first] == '#';
}

/// `content` without the lines of the list's item that begins on `line`.
std::string without_item(std::string const& content, unsigned line) {
  auto const begins = line_begins(content);
  auto const line_at = [&](std::size_t i) {
    return std::string_view(content).substr(begins[i], begins[i + 1] - begins[i]);
  };
  std::size_t const first = line - 1;
  if (first + 1 >= begins.size()) return content;
  std::size_t const indent = line_at(first).find_first_not_of(' ');
  std::size_t past = first + 1;
  while (past + 1 < begins.size()) {
    auto const text = line_at(past);
    if (!is_blank_or_comment(text) && text.find_first_not_of(' ') <= indent) break;
    ++past;
  }
  // Comments above the next item are the next item's.
  while (past > first + 1 && is_blank_or_comment(line_at(past - 1))) --past;
  return content.substr(0, begins[first]) + content.substr(begins[past]);
}

}  // namespace

std::vector<ListedFeed> list_feeds(fs::path const& folder, Diagnostics& problems) {
  std::vector<ListedFeed> all;
  FeedPlaces places;
  for (fs::path const& path : yaml_files(folder / "feeds.d")) {
    std::string const name = "feeds.d/" + path.filename().string();
    auto const file = yaml::load(path, name);
    if (!file) {
      problems.push_back(file.error());
      continue;
    }
    for (FeedSettings& feed : feeds_in(*file, folder, places, problems)) {
      std::string const& place = places.at(feed.id);  // "feeds.d/arabic.yaml:4"
      auto const line = static_cast<unsigned>(std::stoul(place.substr(place.rfind(':') + 1)));
      all.push_back({std::move(feed), name, line});
    }
  }
  return all;
}

ListedFeed const* find_feed(std::vector<ListedFeed> const& feeds, std::string_view name) {
  auto const by = [&](auto const& is) {
    auto const found = std::ranges::find_if(feeds, is);
    return found == feeds.end() ? nullptr : &*found;
  };
  if (auto const* found = by([&](ListedFeed const& f) { return f.feed.id.value == name; })) return found;
  std::string const url = feeds::canonical_url(name);
  if (auto const* found = by([&](ListedFeed const& f) { return feeds::canonical_url(f.feed.url) == url; }))
    return found;
  return by([&](ListedFeed const& f) { return f.feed.title == name; });
}

std::string free_id(std::string_view title, std::string_view url, std::vector<ListedFeed> const& feeds) {
  constexpr std::size_t longest = 40;
  auto const slug = [](std::string_view text) {
    std::string out;
    for (char c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain && out.size() < longest) out += c;
      if (!plain && !out.empty() && out.back() != '-') out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
  };
  std::string base = slug(title);
  if (std::ranges::count_if(base, [](char c) { return c >= 'a' && c <= 'z'; }) < 3) {
    std::string_view host = url.substr(std::min(url.size(), url.find("://") + 3));
    host = host.substr(0, host.find_first_of("/?:"));
    if (host.starts_with("www.")) host.remove_prefix(4);
    base = slug(host);
  }
  if (base.empty()) base = "feed";
  std::string id = base;
  for (int n = 2; std::ranges::any_of(feeds, [&](ListedFeed const& f) { return f.feed.id.value == id; }); ++n)
    id = fmt::format("{}-{}", base, n);
  return id;
}

std::string feed_file(std::string_view comment, std::vector<FeedSettings> const& feeds) {
  std::string out = fmt::format("# {}\nversion: 1\nfeeds:\n", comment);
  for (FeedSettings const& feed : feeds) out += lines_of(feed);
  return out;
}

Result<> add_feed_file(fs::path const& folder, std::string const& name, std::string const& content) {
  fs::path const path = folder / "feeds.d" / name;
  if (!ids_in(folder, "feeds.d/" + name, content))
    return failure(std::errc::invalid_argument, "writing feeds.d/" + name);
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  NewFile const file(path);
  // A link, other than a rename, never takes the place of what is there.
  if (!file.write(content, 0644) || ::link(file.path(), path.c_str()) != 0)
    return std::unexpected(last_error("writing " + path.string()));
  return {};
}

Result<> remove_feed(fs::path const& folder, ListedFeed const& listed) {
  fs::path const path = folder / listed.file;
  std::string const before = content_of(path);
  std::string const doing = fmt::format("taking \"{}\" out of {}:{}", listed.feed.id.value, listed.file, listed.line);
  auto wanted = ids_in(folder, listed.file, before);
  if (!wanted || std::erase(*wanted, listed.feed.id) != 1) return failure(std::errc::not_supported, doing);
  if (wanted->empty()) {
    if (::unlink(path.c_str()) != 0) return std::unexpected(last_error("removing " + path.string()));
    return {};
  }
  std::string const after = without_item(before, listed.line);
  if (ids_in(folder, listed.file, after) != wanted) return failure(std::errc::not_supported, doing);
  NewFile const file(path);
  mode_t const mode = static_cast<mode_t>(fs::status(path).permissions()) & 0777U;
  if (!file.write(after, mode) || ::rename(file.path(), path.c_str()) != 0)
    return std::unexpected(last_error("writing " + path.string()));
  return {};
}

}  // namespace rasid::configuration
