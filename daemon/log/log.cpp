#include "daemon/log/log.h"

#include <cstdlib>
#include <vector>

#include <sys/uio.h>

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>
// The line that logs is always the same here, and its path is the build machine's.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-journal.h>

#include "extractors/model/utf8.h"

namespace rasid::log {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

/// syslog(3) priorities, as the journal wants them.
int priority(Level level) {
  switch (level) {
    case Level::debug:
      return 7;
    case Level::info:
      return 6;
    case Level::warning:
      return 4;
    case Level::error:
      return 3;
  }
  return 6;
}

std::string journal_name(std::string_view name) {
  std::string out = "RASID_";
  for (char const c : name) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

void send_to_journal(Level level, std::string_view message, Fields fields) {
  std::vector<std::string> entries;
  entries.reserve(fields.size() + 3);
  entries.push_back("MESSAGE=" + visible(message));
  entries.push_back("PRIORITY=" + std::to_string(priority(level)));
  entries.emplace_back("SYSLOG_IDENTIFIER=rasid");
  for (Field const& field : fields) entries.push_back(journal_name(field.name) + '=' + visible(field.value));
  std::vector<iovec> parts;
  parts.reserve(entries.size());
  for (std::string& entry : entries) parts.push_back({entry.data(), entry.size()});
  sd_journal_sendv(parts.data(), static_cast<int>(parts.size()));
}

std::string as_line(std::string_view message, Fields fields) {
  std::string line = visible(message);
  for (Field const& field : fields) {
    std::string const value = visible(field.value);
    bool const quote = value.empty() || value.find_first_of(" =\"") != std::string::npos;
    line += fmt::format(" {}={}{}{}", field.name, quote ? "\"" : "", value, quote ? "\"" : "");
  }
  return line;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    if (!is_control(c.value)) {
      out.append(text.substr(at, c.bytes));
    } else {
      out += c.value < 0x100 ? fmt::format("\\x{:02x}", static_cast<unsigned>(c.value))
                             : fmt::format("\\u{:04x}", static_cast<unsigned>(c.value));
    }
    at += c.bytes;
  }
  return out;
}

Logger::Logger(Level least, Target target) : least_(least) {
  journal_ = target == Target::journal || (target == Target::automatic && std::getenv("JOURNAL_STREAM") != nullptr);
  if (journal_) return;
  terminal_ = std::make_shared<spdlog::logger>("rasid", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  terminal_->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
  terminal_->set_level(spdlog_level(least));
  terminal_->flush_on(spdlog::level::warn);
}

Logger::Logger(Receiver receive, Level least) : least_(least), receive_(std::move(receive)) {}

Logger::~Logger() = default;

void Logger::write(Level level, std::string_view message, Fields fields) const {
  if (level < least_) return;
  if (journal_) {
    send_to_journal(level, message, fields);
  } else if (terminal_) {
    terminal_->log(spdlog_level(level), as_line(message, fields));
  } else {
    receive_(level, as_line(message, fields));
  }
}

}  // namespace rasid::log
