import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import vue from "eslint-plugin-vue";
import globals from "globals";
import typescript from "typescript-eslint";

export default typescript.config(
	{ ignores: ["node_modules"] },
	js.configs.recommended,
	...typescript.configs.recommended,
	...vue.configs["flat/recommended"],
	{
		files: ["**/*.{ts,vue}"],
		languageOptions: {
			globals: globals.browser,
			parserOptions: { parser: typescript.parser },
		},
		rules: {
			// TypeScript itself knows what is defined.
			"no-undef": "off",
			complexity: ["error", 10],
			"max-lines": ["error", { max: 250, skipBlankLines: true }],
			"vue/component-api-style": ["error", ["script-setup"]],
			"vue/define-props-declaration": "error",
			"vue/no-unused-refs": "error",
			"vue/require-default-prop": "off",
			"vue/multi-word-component-names": "off",
		},
	},
	{ files: ["dev/**"], rules: { "max-lines": "off", complexity: "off" } },
	prettier,
);
