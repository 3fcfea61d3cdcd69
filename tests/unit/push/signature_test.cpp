#include <gtest/gtest.h>

#include "daemon/push/signature.h"

namespace rasid::push {
namespace {

/// RFC 4231 section 4.3, and RFC 2202 for SHA-1: key "Jefe", data "what do ya want for nothing?".
struct Vector {
  char const* name;
  std::string_view header;
};

class Signature : public testing::TestWithParam<Vector> {
 protected:
  static constexpr std::string_view key = "Jefe";
  static constexpr std::string_view data = "what do ya want for nothing?";
};

TEST_P(Signature, FitsTheStandardsVectorInEitherCaseAndNothingElse) {
  std::string header(GetParam().header);
  EXPECT_TRUE(is_signed(header, key, data));
  EXPECT_EQ(hub_signature(GetParam().name, key, data), header);
  EXPECT_FALSE(is_signed(header, "jefe", data));
  EXPECT_FALSE(is_signed(header, key, "what do ya want for nothing"));
  EXPECT_FALSE(is_signed(header + "0", key, data));
  EXPECT_FALSE(is_signed(header.substr(0, header.size() - 2), key, data));
  std::string upper = header;
  for (std::size_t i = header.find('='); i < header.size(); ++i) {
    if (upper[i] >= 'a' && upper[i] <= 'f') upper[i] = static_cast<char>(upper[i] - 'a' + 'A');
  }
  EXPECT_TRUE(is_signed(upper, key, data));
  header.back() = header.back() == '0' ? '1' : '0';
  EXPECT_FALSE(is_signed(header, key, data));
}

INSTANTIATE_TEST_SUITE_P(
    , Signature,
    testing::Values(Vector{"sha1", "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
                    Vector{"sha256", "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
                    Vector{"sha384",
                           "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b32"
                           "39ecfab21649"},
                    Vector{"sha512",
                           "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d03"
                           "4f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"}),
    [](auto const& i) { return i.param.name; });

TEST(ASignature, IsWrongWhereItIsMissingOrOfAnotherMethod) {
  for (auto const* header :
       {"", "=", "sha256", "sha256=", "md5=750c783e6ab0b503eaa86e310a5db738", "none=", "sha256 =00"}) {
    EXPECT_FALSE(is_signed(header, "Jefe", "what do ya want for nothing?")) << header;
  }
}

}  // namespace
}  // namespace rasid::push
